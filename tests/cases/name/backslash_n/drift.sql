ALTER TABLE "a\nb" DROP CONSTRAINT "a\nbF", DROP CONSTRAINT "a\nbC";
ALTER TABLE "a\nb" ALTER "a\nb" TYPE bigint, ALTER "a\nb" SET DEFAULT 0, DROP CONSTRAINT "a\nbU";
DROP INDEX "a\nbI";
CREATE INDEX "a\nbI" ON "a\nb" ("a\nb");
ALTER TYPE "a\nbE" ADD VALUE 'more';
DELETE FROM "a\nb";
