GRANT CREATE ON SCHEMA billing TO case_reader;
