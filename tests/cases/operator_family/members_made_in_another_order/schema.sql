CREATE FUNCTION cmp(bigint, bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint8cmp($1, $2)';
CREATE OPERATOR FAMILY many USING btree;
CREATE OPERATOR CLASS backwards FOR TYPE bigint USING btree FAMILY many AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 cmp(bigint, bigint);
CREATE OPERATOR CLASS alone FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
CREATE OPERATOR CLASS stored FOR TYPE point USING gist AS STORAGE box;
ALTER OPERATOR FAMILY many USING btree ADD
    OPERATOR 1 < (bigint, integer), FUNCTION 1 (bigint, integer) btint84cmp(bigint, integer);
CREATE OPERATOR FAMILY vacant USING gin;
