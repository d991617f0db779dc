ALTER FUNCTION add(integer, numeric) STABLE;
