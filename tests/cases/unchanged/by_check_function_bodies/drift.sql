DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET check_function_bodies = on', current_database()); END$$;
