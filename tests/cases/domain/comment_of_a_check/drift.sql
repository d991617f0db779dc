COMMENT ON CONSTRAINT at ON DOMAIN email IS 'must have an at';
