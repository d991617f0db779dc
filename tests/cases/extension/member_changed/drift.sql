ALTER FUNCTION citext_eq(citext, citext) COST 77;
