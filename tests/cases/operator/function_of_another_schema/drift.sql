CREATE SCHEMA elsewhere;
ALTER FUNCTION hash(box) SET SCHEMA elsewhere;
