SELECT 'table', string_agg(x || '=' || y, ',' ORDER BY x) FROM "My table"
UNION ALL SELECT 'counted', n || '/' || top FROM counted
UNION ALL (SELECT relkind::text, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname)
UNION ALL SELECT 'function', proname || '=' || prokind::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'default', pg_get_expr(adbin, adrelid) FROM pg_attrdef;
