SELECT relname FROM pg_class WHERE relname LIKE 't0%' OR relname LIKE 't1%' ORDER BY 1;
