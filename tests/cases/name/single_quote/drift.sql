ALTER TABLE "it's" DROP CONSTRAINT "it'sF", DROP CONSTRAINT "it'sC";
ALTER TABLE "it's" ALTER "it's" TYPE bigint, ALTER "it's" SET DEFAULT 0, DROP CONSTRAINT "it'sU";
DROP INDEX "it'sI";
CREATE INDEX "it'sI" ON "it's" ("it's");
ALTER TYPE "it'sE" ADD VALUE 'more';
DELETE FROM "it's";
