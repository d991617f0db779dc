ALTER VIEW items OWNER TO case_app;
