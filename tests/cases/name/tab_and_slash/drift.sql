ALTER TABLE "a	b/c\d" DROP CONSTRAINT "a	b/c\dF", DROP CONSTRAINT "a	b/c\dC";
ALTER TABLE "a	b/c\d" ALTER "a	b/c\d" TYPE bigint, ALTER "a	b/c\d" SET DEFAULT 0, DROP CONSTRAINT "a	b/c\dU";
DROP INDEX "a	b/c\dI";
CREATE INDEX "a	b/c\dI" ON "a	b/c\d" ("a	b/c\d");
ALTER TYPE "a	b/c\dE" ADD VALUE 'more';
DELETE FROM "a	b/c\d";
