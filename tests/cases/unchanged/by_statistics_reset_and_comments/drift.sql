COMMENT ON TABLE item IS 'x';
COMMENT ON COLUMN item.s IS 'y';
SELECT pg_stat_reset();
