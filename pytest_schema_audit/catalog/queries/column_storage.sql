-- How the values of the columns of the user's tables, materialized views and foreign tables are
-- stored, beside what is usual: as the type says, or the parent's column for one that only a parent
-- gives.
SELECT
    'column' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    a.attname AS name,
    k."key",
    ARRAY[k.actual]::pg_catalog.text[] AS actual,
    ARRAY[k.usual]::pg_catalog.text[] AS usual,
    '' AS "every",
    a.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_attribute AS a
INNER JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN LATERAL (
    SELECT pa.attstorage, pa.attcompression
    FROM pg_catalog.pg_inherits AS i
    INNER JOIN pg_catalog.pg_attribute AS pa
        ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attisdropped
    WHERE i.inhrelid = a.attrelid AND NOT a.attislocal
    ORDER BY i.inhseqno
    LIMIT 1
) AS parent ON true
CROSS JOIN LATERAL (
    VALUES
        (
            'storage',
            CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
                ELSE 'extended' END,
            CASE COALESCE(parent.attstorage, t.typstorage) WHEN 'p' THEN 'plain'
                WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END
        ),
        (
            'compression',
            CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END,
            CASE parent.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END
        )
) AS k ("key", actual, usual)
WHERE
    c.relkind IN ('r', 'p', 'm', 'f')
    AND c.oid >= 16384
    AND a.attnum > 0
    AND NOT a.attisdropped
    AND n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
ORDER BY n.nspname, c.relname, a.attnum, k."key";
