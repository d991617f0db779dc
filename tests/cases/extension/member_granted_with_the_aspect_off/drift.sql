REVOKE EXECUTE ON FUNCTION citext_eq(citext, citext) FROM PUBLIC;
