-- Composite types of the user: their attributes in order.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'composite type' AS kind,
    n.nspname AS schema,
    '' AS "table",
    t.typname AS name,
    pg_catalog.format('(%s)', a.attributes) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(t.oid, 'pg_type') AS comment,
    -- ALTER TYPE changes an attribute's row, and not always the type's.
    CASE
        WHEN pg_catalog.age(a.xid) < pg_catalog.age(c.xmin) THEN a.xid ELSE c.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_type AS t
INNER JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(
            pg_catalog.format(
                '%I %s%s',
                o.attname,
                pg_catalog.format_type(o.atttypid, o.atttypmod),
                CASE
                    WHEN o.attcollation <> b.typcollation
                        THEN ' COLLATE ' || o.attcollation::pg_catalog.regcollation::pg_catalog.text
                END
            ),
            ', ' ORDER BY o.attnum
        ) FILTER (WHERE NOT o.attisdropped) AS attributes,
        (pg_catalog.array_agg(o.xmin ORDER BY pg_catalog.age(o.xmin)))[1] AS xid
    FROM pg_catalog.pg_attribute AS o
    LEFT JOIN pg_catalog.pg_type AS b ON b.oid = o.atttypid
    -- The reference makes sure that the path is set before anything is printed.
    WHERE o.attrelid = c.oid AND o.attnum > 0 AND path.set_config IS NOT NULL
) AS a
WHERE
    t.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            AND e.objid = t.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, t.typname;
