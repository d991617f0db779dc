DROP STATISTICS both_kinds;
CREATE STATISTICS both_kinds (mcv, ndistinct) ON b, a FROM public.item;
COMMENT ON STATISTICS both_kinds IS 'a and b';
ANALYZE item;
