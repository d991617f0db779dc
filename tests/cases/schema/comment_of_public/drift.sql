COMMENT ON SCHEMA public IS 'everything';
