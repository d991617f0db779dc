SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at,
       finished_at >= started_at, length(id)
FROM _prisma_migrations ORDER BY started_at;
