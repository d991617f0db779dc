CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
