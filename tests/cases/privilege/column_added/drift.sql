GRANT SELECT (secret) ON item TO case_reader;
