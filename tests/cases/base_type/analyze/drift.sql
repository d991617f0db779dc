ALTER TYPE num SET (ANALYZE = range_typanalyze);
