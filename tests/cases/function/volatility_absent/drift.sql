ALTER FUNCTION add(integer, numeric) VOLATILE;
