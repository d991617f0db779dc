COMMENT ON SCHEMA shop IS 'what is sold';
