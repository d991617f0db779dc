COMMENT ON INDEX item_idx IS 'for nothing';
