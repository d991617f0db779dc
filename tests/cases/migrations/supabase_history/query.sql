SELECT version, name, statements FROM supabase_migrations.schema_migrations ORDER BY 1;
