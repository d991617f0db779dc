ALTER TABLE "100%s %(x)s %%" DROP CONSTRAINT "100%s %(x)s %%F", DROP CONSTRAINT "100%s %(x)s %%C";
ALTER TABLE "100%s %(x)s %%" ALTER "100%s %(x)s %%" TYPE bigint, ALTER "100%s %(x)s %%" SET DEFAULT 0, DROP CONSTRAINT "100%s %(x)s %%U";
DROP INDEX "100%s %(x)s %%I";
CREATE INDEX "100%s %(x)s %%I" ON "100%s %(x)s %%" ("100%s %(x)s %%");
ALTER TYPE "100%s %(x)s %%E" ADD VALUE 'more';
DELETE FROM "100%s %(x)s %%";
