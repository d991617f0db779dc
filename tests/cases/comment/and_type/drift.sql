COMMENT ON COLUMN item.code IS 'the code';
ALTER TABLE item ALTER code TYPE varchar;
