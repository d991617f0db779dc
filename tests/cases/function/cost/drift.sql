ALTER FUNCTION add(integer, numeric) COST 20;
