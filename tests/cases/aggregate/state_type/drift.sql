CREATE FUNCTION up(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 + 1';
DROP AGGREGATE number_of(*);
CREATE AGGREGATE number_of(*) (SFUNC = up, STYPE = numeric, INITCOND = '0');
