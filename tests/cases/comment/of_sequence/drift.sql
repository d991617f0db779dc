COMMENT ON SEQUENCE numbers IS 'of cats';
