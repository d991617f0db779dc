REVOKE INSERT ON item FROM case_app;
