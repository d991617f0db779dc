-- Whether the indexes of partitioned tables are on all partitions: one made with ON ONLY is not,
-- until the indexes of all partitions are attached to it.
SELECT
    'index' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    x.relname AS name,
    'partitions' AS "key",
    ARRAY[CASE WHEN i.indisvalid THEN 'all' ELSE 'some' END] AS actual,
    ARRAY['all'] AS usual,
    '' AS "every",
    i.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_index AS i
INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
INNER JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE x.relkind = 'I' AND x.oid >= 16384 AND n.nspname !~ '^pg_(toast_)?temp_'
ORDER BY n.nspname, c.relname, x.relname;
