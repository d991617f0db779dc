DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET bytea_output = ''escape''', current_database()); END$$;
