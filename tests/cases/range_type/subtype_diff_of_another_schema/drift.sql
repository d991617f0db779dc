CREATE SCHEMA other;
ALTER FUNCTION apart(time, time) SET SCHEMA other;
