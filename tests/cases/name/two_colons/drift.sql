ALTER TABLE "a::b" DROP CONSTRAINT "a::bF", DROP CONSTRAINT "a::bC";
ALTER TABLE "a::b" ALTER "a::b" TYPE bigint, ALTER "a::b" SET DEFAULT 0, DROP CONSTRAINT "a::bU";
DROP INDEX "a::bI";
CREATE INDEX "a::bI" ON "a::b" ("a::b");
ALTER TYPE "a::bE" ADD VALUE 'more';
DELETE FROM "a::b";
