SET ROLE case_app;
GRANT SELECT ON item TO case_reader;
RESET ROLE;
REVOKE SELECT ON item FROM case_app CASCADE;
GRANT SELECT ON item TO case_app WITH GRANT OPTION;
GRANT SELECT (id, state) ON item TO case_reader;
