DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET row_security = off', current_database()); END$$;
