DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET extra_float_digits = -10', current_database()); END$$;
