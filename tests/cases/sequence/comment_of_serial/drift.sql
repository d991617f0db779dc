COMMENT ON SEQUENCE item_id_seq IS 'numbers on tickets';
