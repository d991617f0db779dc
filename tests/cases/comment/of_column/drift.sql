COMMENT ON COLUMN item.code IS 'the code';
