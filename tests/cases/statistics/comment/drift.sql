COMMENT ON STATISTICS both_kinds IS 'b and a';
