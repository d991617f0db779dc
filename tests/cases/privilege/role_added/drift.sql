GRANT SELECT ON item TO case_reader;
