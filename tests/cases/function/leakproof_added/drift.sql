ALTER FUNCTION add(integer, numeric) LEAKPROOF;
