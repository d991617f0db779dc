COMMENT ON TYPE mood IS 'of cats';
