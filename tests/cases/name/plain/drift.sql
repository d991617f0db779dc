ALTER TABLE "plain" DROP CONSTRAINT "plainF", DROP CONSTRAINT "plainC";
ALTER TABLE "plain" ALTER "plain" TYPE bigint, ALTER "plain" SET DEFAULT 0, DROP CONSTRAINT "plainU";
DROP INDEX "plainI";
CREATE INDEX "plainI" ON "plain" ("plain");
ALTER TYPE "plainE" ADD VALUE 'more';
DELETE FROM "plain";
