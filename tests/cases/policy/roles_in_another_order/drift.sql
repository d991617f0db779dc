ALTER POLICY own ON item TO "case Writer", case_reader;
