DROP AGGREGATE highest(integer);
CREATE AGGREGATE highest(integer) (SFUNC = int4larger, STYPE = integer);
