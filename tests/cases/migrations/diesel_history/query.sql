SELECT version FROM __diesel_schema_migrations ORDER BY version;
