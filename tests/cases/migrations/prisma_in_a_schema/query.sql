SELECT n.nspname, c.relname, (SELECT string_agg(migration_name, ' ' ORDER BY started_at) FROM "App"._prisma_migrations)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('App', 'public')
ORDER BY 1, 2;
