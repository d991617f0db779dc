ALTER SCHEMA public OWNER TO case_app;
