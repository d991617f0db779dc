ALTER POLICY own ON item TO case_reader;
