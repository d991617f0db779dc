ALTER FUNCTION one() OWNER TO case_app;
