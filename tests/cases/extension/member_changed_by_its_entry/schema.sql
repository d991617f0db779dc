CREATE EXTENSION citext;
ALTER FUNCTION citext_eq(citext, citext) COST 77;
ALTER FUNCTION citext_ne(citext, citext) COST 77;
