ALTER TABLE "schema_audit_0_0" DROP CONSTRAINT "schema_audit_0_0F", DROP CONSTRAINT "schema_audit_0_0C";
ALTER TABLE "schema_audit_0_0" ALTER "schema_audit_0_0" TYPE bigint, ALTER "schema_audit_0_0" SET DEFAULT 0, DROP CONSTRAINT "schema_audit_0_0U";
DROP INDEX "schema_audit_0_0I";
CREATE INDEX "schema_audit_0_0I" ON "schema_audit_0_0" ("schema_audit_0_0");
ALTER TYPE "schema_audit_0_0E" ADD VALUE 'more';
DELETE FROM "schema_audit_0_0";
