DROP AGGREGATE share(double precision ORDER BY anyelement);
CREATE FUNCTION last_of(anyelement, double precision, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $3';
CREATE AGGREGATE share(double precision, anyelement) (SFUNC = last_of, STYPE = anyelement);
