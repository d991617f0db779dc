DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET default_table_access_method = heap', current_database()); END$$;
