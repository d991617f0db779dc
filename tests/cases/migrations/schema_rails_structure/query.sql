SELECT version FROM schema_migrations ORDER BY 1;
