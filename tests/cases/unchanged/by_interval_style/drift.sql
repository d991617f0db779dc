DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET IntervalStyle = ''iso_8601''', current_database()); END$$;
