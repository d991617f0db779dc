SELECT version, (SELECT string_agg(tablename, ' ' ORDER BY 1) FROM pg_tables WHERE schemaname = 'public') FROM schema_migrations;
