CREATE TABLE item (code text CONSTRAINT item_code UNIQUE);
COMMENT ON CONSTRAINT item_code ON item IS 'one each';
