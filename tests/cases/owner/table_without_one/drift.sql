ALTER TABLE item OWNER TO case_app;
