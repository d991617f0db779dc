CREATE TABLE item (a integer, b integer, c varchar(10));
CREATE TABLE other (a integer, b integer, c varchar(10));
CREATE SCHEMA "odd.x";
CREATE STATISTICS both_kinds (ndistinct, mcv) ON a, b FROM item;
CREATE STATISTICS of_expression ON (a + b), lower(c) FROM item;
CREATE STATISTICS "odd.x"."St (1" ON a, c FROM other;
COMMENT ON STATISTICS both_kinds IS 'a and b';
