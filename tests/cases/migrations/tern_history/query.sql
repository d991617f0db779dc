SELECT 'table', oid::regclass::text FROM pg_class WHERE relname IN ('a', 'b', 'b_x') UNION ALL SELECT 'version', version::text FROM schema_version ORDER BY 1, 2
