GRANT SELECT (state) ON items TO case_reader;
