DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET transform_null_equals = on', current_database()); END$$;
