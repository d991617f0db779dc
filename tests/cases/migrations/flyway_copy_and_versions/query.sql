SELECT relname, (SELECT string_agg(a, ',') FROM t) FROM pg_class WHERE relname IN ('t', 'u', 'filled') ORDER BY 1;
