ALTER TABLE "say ""hi""" DROP CONSTRAINT "say ""hi""F", DROP CONSTRAINT "say ""hi""C";
ALTER TABLE "say ""hi""" ALTER "say ""hi""" TYPE bigint, ALTER "say ""hi""" SET DEFAULT 0, DROP CONSTRAINT "say ""hi""U";
DROP INDEX "say ""hi""I";
CREATE INDEX "say ""hi""I" ON "say ""hi""" ("say ""hi""");
ALTER TYPE "say ""hi""E" ADD VALUE 'more';
DELETE FROM "say ""hi""";
