ALTER FUNCTION add(integer, numeric) SET search_path = pg_catalog, public;
