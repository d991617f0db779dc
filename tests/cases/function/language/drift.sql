CREATE OR REPLACE FUNCTION add(a integer, b numeric DEFAULT 1.5) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10
SET search_path = pg_catalog SET work_mem = '1MB'
AS 'BEGIN RETURN a + b; END';
