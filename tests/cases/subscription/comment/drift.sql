COMMENT ON SUBSCRIPTION plain IS 'from near';
