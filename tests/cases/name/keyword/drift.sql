ALTER TABLE "select" DROP CONSTRAINT "selectF", DROP CONSTRAINT "selectC";
ALTER TABLE "select" ALTER "select" TYPE bigint, ALTER "select" SET DEFAULT 0, DROP CONSTRAINT "selectU";
DROP INDEX "selectI";
CREATE INDEX "selectI" ON "select" ("select");
ALTER TYPE "selectE" ADD VALUE 'more';
DELETE FROM "select";
