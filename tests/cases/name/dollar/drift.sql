ALTER TABLE "a$$b$1" DROP CONSTRAINT "a$$b$1F", DROP CONSTRAINT "a$$b$1C";
ALTER TABLE "a$$b$1" ALTER "a$$b$1" TYPE bigint, ALTER "a$$b$1" SET DEFAULT 0, DROP CONSTRAINT "a$$b$1U";
DROP INDEX "a$$b$1I";
CREATE INDEX "a$$b$1I" ON "a$$b$1" ("a$$b$1");
ALTER TYPE "a$$b$1E" ADD VALUE 'more';
DELETE FROM "a$$b$1";
