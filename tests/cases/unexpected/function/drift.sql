CREATE FUNCTION extra(a integer, b text[] DEFAULT '{}') RETURNS integer LANGUAGE sql AS 'SELECT 1';
