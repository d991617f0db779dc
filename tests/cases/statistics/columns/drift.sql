DROP STATISTICS both_kinds;
CREATE STATISTICS both_kinds (ndistinct, mcv) ON a, b, c FROM item;
COMMENT ON STATISTICS both_kinds IS 'a and b';
