CREATE TABLE item (a integer, b integer);
CREATE FUNCTION g(point) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
