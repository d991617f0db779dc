DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET quote_all_identifiers = on', current_database()); END$$;
