DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET lc_monetary = ''C''', current_database()); END$$;
