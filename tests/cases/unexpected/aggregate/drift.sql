CREATE AGGREGATE extra(integer) (SFUNC = int4pl, STYPE = integer);
