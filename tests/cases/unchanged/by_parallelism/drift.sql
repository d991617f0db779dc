DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 8', current_database()); END$$;
