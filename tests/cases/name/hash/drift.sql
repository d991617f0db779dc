ALTER TABLE "a #b: c" DROP CONSTRAINT "a #b: cF", DROP CONSTRAINT "a #b: cC";
ALTER TABLE "a #b: c" ALTER "a #b: c" TYPE bigint, ALTER "a #b: c" SET DEFAULT 0, DROP CONSTRAINT "a #b: cU";
DROP INDEX "a #b: cI";
CREATE INDEX "a #b: cI" ON "a #b: c" ("a #b: c");
ALTER TYPE "a #b: cE" ADD VALUE 'more';
DELETE FROM "a #b: c";
