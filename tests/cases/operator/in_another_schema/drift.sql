CREATE SCHEMA elsewhere;
ALTER OPERATOR @#@(NONE, box) SET SCHEMA elsewhere;
