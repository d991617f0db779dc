CREATE FUNCTION add(a integer, b numeric DEFAULT 1.5) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
SET search_path = pg_catalog SET work_mem = '1MB'
AS 'SELECT a + b';
