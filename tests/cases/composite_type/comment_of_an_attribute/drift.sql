COMMENT ON COLUMN pair.b IS 'the other one';
