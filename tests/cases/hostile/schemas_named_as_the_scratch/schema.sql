CREATE SCHEMA schema_audit_scratch;
CREATE TABLE schema_audit_scratch.schema_audit_0_0 (id integer, CONSTRAINT schema_audit_0_0 CHECK (id > 0));
