REVOKE SELECT (state) ON item FROM case_reader;
