ALTER TABLE item OWNER TO case_app;
ALTER SCHEMA billing OWNER TO "case-other";
