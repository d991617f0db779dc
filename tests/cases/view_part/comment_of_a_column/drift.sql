COMMENT ON COLUMN plain.a IS 'one';
COMMENT ON COLUMN short.id IS 'the id';
