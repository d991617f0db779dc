COMMENT ON COLUMN item.id IS 'anything';
COMMENT ON INDEX item_code_key IS 'anything';
