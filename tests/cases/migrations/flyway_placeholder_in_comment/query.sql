SELECT count(*) FROM pg_class WHERE relname = 't';
