DROP FUNCTION number();
CREATE FUNCTION number() RETURNS bigint LANGUAGE internal IMMUTABLE AS 'window_row_number';
