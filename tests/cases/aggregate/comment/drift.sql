COMMENT ON AGGREGATE highest(integer) IS 'lowest';
