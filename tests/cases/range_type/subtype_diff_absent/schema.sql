CREATE FUNCTION apart(time, time) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT extract(epoch FROM $1 - $2)::double precision';
CREATE TYPE timerange AS RANGE (SUBTYPE = time, SUBTYPE_DIFF = apart);
CREATE TYPE span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C", MULTIRANGE_TYPE_NAME = spans);
