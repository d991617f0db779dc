COMMENT ON EXTENSION plpgsql IS 'what functions are written in';
