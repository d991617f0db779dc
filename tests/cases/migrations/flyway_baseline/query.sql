SELECT installed_rank, version, type, script FROM flyway_schema_history ORDER BY 1;
