CREATE TYPE "schema_audit_0_0E" AS ENUM ('schema_audit_0_0');
CREATE TABLE "schema_audit_0_0" (
    "schema_audit_0_0" integer, kind "schema_audit_0_0E" DEFAULT 'schema_audit_0_0', n integer,
    CONSTRAINT "schema_audit_0_0P" PRIMARY KEY ("schema_audit_0_0"),
    CONSTRAINT "schema_audit_0_0U" UNIQUE (kind),
    CONSTRAINT "schema_audit_0_0F" FOREIGN KEY ("schema_audit_0_0") REFERENCES "schema_audit_0_0" ("schema_audit_0_0"),
    CONSTRAINT "schema_audit_0_0C" CHECK ("schema_audit_0_0" > 0)
);
CREATE INDEX "schema_audit_0_0I" ON "schema_audit_0_0" ("schema_audit_0_0" DESC);
INSERT INTO "schema_audit_0_0" VALUES (1);
