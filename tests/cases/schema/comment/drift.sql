COMMENT ON SCHEMA billing IS 'all of it';
