COMMENT ON CONSTRAINT item_pkey ON item IS 'lock';
