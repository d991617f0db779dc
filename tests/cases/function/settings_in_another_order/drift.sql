ALTER FUNCTION add(integer, numeric) RESET ALL;
ALTER FUNCTION add(integer, numeric) SET work_mem = '1MB';
ALTER FUNCTION add(integer, numeric) SET search_path = pg_catalog;
