ALTER FUNCTION add(integer, numeric) RENAME TO plus;
