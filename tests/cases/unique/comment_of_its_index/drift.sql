COMMENT ON INDEX item_code IS 'for look-ups';
