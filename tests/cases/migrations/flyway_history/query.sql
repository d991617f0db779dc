SELECT installed_rank, version, description, type, script, checksum, success FROM flyway_schema_history ORDER BY 1;
