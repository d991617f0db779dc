DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET backslash_quote = on', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET escape_string_warning = off', current_database()); END$$;
