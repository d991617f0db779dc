CREATE TABLE item (id integer, code text);
CREATE TABLE other (id integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE INDEX item_idx ON item (id);
