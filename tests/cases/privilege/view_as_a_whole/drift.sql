GRANT SELECT ON items TO case_app;
