DROP STATISTICS both_kinds;
CREATE STATISTICS both_kinds (ndistinct) ON a, b FROM item;
COMMENT ON STATISTICS both_kinds IS 'a and b';
