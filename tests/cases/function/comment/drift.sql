COMMENT ON FUNCTION add(integer, numeric) IS 'subtracts';
