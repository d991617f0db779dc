DROP AGGREGATE number_of(*);
CREATE FUNCTION number_of() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
