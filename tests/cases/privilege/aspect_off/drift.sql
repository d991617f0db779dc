GRANT ALL ON item TO case_reader;
REVOKE ALL ON SCHEMA billing FROM case_reader;
