CREATE AGGREGATE more(integer) (SFUNC = int4pl, STYPE = integer);
