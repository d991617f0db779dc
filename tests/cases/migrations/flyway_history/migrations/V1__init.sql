CREATE TABLE ${app.schema}.a (x int, owner text DEFAULT '${flyway:filename}');
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
