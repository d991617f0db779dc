DROP FUNCTION add(integer, numeric);
