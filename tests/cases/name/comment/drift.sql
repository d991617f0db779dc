ALTER TABLE "a -- b /* c */; DROP" DROP CONSTRAINT "a -- b /* c */; DROPF", DROP CONSTRAINT "a -- b /* c */; DROPC";
ALTER TABLE "a -- b /* c */; DROP" ALTER "a -- b /* c */; DROP" TYPE bigint, ALTER "a -- b /* c */; DROP" SET DEFAULT 0, DROP CONSTRAINT "a -- b /* c */; DROPU";
DROP INDEX "a -- b /* c */; DROPI";
CREATE INDEX "a -- b /* c */; DROPI" ON "a -- b /* c */; DROP" ("a -- b /* c */; DROP");
ALTER TYPE "a -- b /* c */; DROPE" ADD VALUE 'more';
DELETE FROM "a -- b /* c */; DROP";
