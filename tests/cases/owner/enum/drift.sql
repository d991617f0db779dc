ALTER TYPE mood OWNER TO case_app;
