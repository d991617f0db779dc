ALTER POLICY strict ON item TO case_reader;
