CREATE SCHEMA other;
ALTER FUNCTION add(integer, numeric) SET SCHEMA other;
