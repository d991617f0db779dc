COMMENT ON DOMAIN positive IS 'below zero';
