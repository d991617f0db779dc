DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET client_min_messages = ''debug5''', current_database()); END$$;
