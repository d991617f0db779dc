GRANT DELETE ON item TO case_app;
GRANT CREATE ON SCHEMA public TO case_app;
