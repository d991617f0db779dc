ALTER TABLE "MixedCase" DROP CONSTRAINT "MixedCaseF", DROP CONSTRAINT "MixedCaseC";
ALTER TABLE "MixedCase" ALTER "MixedCase" TYPE bigint, ALTER "MixedCase" SET DEFAULT 0, DROP CONSTRAINT "MixedCaseU";
DROP INDEX "MixedCaseI";
CREATE INDEX "MixedCaseI" ON "MixedCase" ("MixedCase");
ALTER TYPE "MixedCaseE" ADD VALUE 'more';
DELETE FROM "MixedCase";
