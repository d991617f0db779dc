ALTER FUNCTION add(integer, numeric) PARALLEL UNSAFE;
