-- How much ANALYZE collects on columns, on expressions of indexes and for extended statistics, and
-- what columns tell the planner. -1 (before 17) and NULL are the default.
SELECT
    'column' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    a.attname AS name,
    k."key",
    k.actual,
    k.usual,
    '' AS "every",
    a.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_attribute AS a
INNER JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    VALUES
        (
            'statistics',
            ARRAY[COALESCE(NULLIF(a.attstattarget, -1)::pg_catalog.text, 'default')],
            ARRAY['default']
        ),
        (
            'with',
            ARRAY(
                SELECT
                    ARRAY[
                        pg_catalog.split_part(o.option, '=', 1),
                        pg_catalog.substr(o.option, pg_catalog.strpos(o.option, '=') + 1)
                    ]
                FROM pg_catalog.unnest(a.attoptions) AS o (option)
            ),
            '{}'
        )
) AS k ("key", actual, usual)
WHERE
    c.relkind IN ('r', 'p', 'm', 'f')
    AND c.oid >= 16384
    AND a.attnum > 0
    AND NOT a.attisdropped
    AND n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
UNION ALL
SELECT
    'index',
    n.nspname,
    c.relname,
    x.relname,
    'statistics',
    ARRAY(
        SELECT ARRAY[a.attnum::pg_catalog.text, a.attstattarget::pg_catalog.text]
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = x.oid AND a.attstattarget >= 0
        ORDER BY a.attnum
    ),
    '{}',
    '',
    (
        SELECT (pg_catalog.array_agg(a.xmin ORDER BY pg_catalog.age(a.xmin)))[1]
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = x.oid
    )::pg_catalog.text::pg_catalog.int8
FROM pg_catalog.pg_index AS i
INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
INNER JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE x.oid >= 16384 AND n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
UNION ALL
SELECT
    'statistics',
    n.nspname,
    '',
    s.stxname,
    'statistics',
    ARRAY[COALESCE(NULLIF(s.stxstattarget, -1)::pg_catalog.text, 'default')],
    ARRAY['default'],
    '',
    s.xmin::pg_catalog.text::pg_catalog.int8
FROM pg_catalog.pg_statistic_ext AS s
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
WHERE s.oid >= 16384 AND n.nspname !~ '^pg_(toast_)?temp_'
ORDER BY 1, 2, 3, 4, 5;
