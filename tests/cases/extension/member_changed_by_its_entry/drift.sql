DROP EXTENSION citext;
CREATE EXTENSION citext;
ALTER FUNCTION citext_ne(citext, citext) COST 77;
