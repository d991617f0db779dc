COMMENT ON POLICY strict ON item IS 'of all';
