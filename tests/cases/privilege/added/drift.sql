GRANT DELETE ON item TO case_app;
