DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = nowhere', current_database()); END$$;
