SET allow_system_table_mods = on;
CREATE FUNCTION pg_catalog.extra() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE pg_catalog.extra_table (id integer);
CREATE TYPE pg_catalog.extra_mood AS ENUM ('a');
CREATE VIEW information_schema.extra_view AS SELECT 1 AS a;
