CREATE FUNCTION many(n integer) RETURNS SETOF integer LANGUAGE sql ROWS 10 AS 'SELECT n';
CREATE FUNCTION number() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
CREATE FUNCTION begins(text, text) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT
SUPPORT textlike_support AS 'textlike';
