-- What is dropped with an extension although it is no member of it (DEPENDS ON EXTENSION).
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
dependents AS (
    SELECT
        d.classid,
        d.objid,
        pg_catalog.array_agg(
            pg_catalog.quote_ident(x.extname) ORDER BY x.extname COLLATE "C"
        ) AS extensions
    FROM pg_catalog.pg_depend AS d
    INNER JOIN pg_catalog.pg_extension AS x ON x.oid = d.refobjid
    WHERE
        d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        AND d.deptype = 'x'
        AND d.objsubid = 0
    GROUP BY d.classid, d.objid
),
listed AS (
    SELECT
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END
            AS kind,
        p.pronamespace AS namespace,
        '' AS relation,
        pg_catalog.format(
            '%s(%s)',
            CASE
                WHEN p.proname ~ '[(."]' THEN pg_catalog.quote_ident(p.proname)
                ELSE p.proname::pg_catalog.text
            END,
            pg_catalog.oidvectortypes(p.proargtypes)
        ) AS name,
        d.extensions,
        d.classid,
        d.objid
    FROM path CROSS JOIN dependents AS d
    INNER JOIN pg_catalog.pg_proc AS p ON p.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
    UNION ALL
    SELECT
        'trigger', c.relnamespace, c.relname::pg_catalog.text, t.tgname::pg_catalog.text,
        d.extensions, d.classid, d.objid
    FROM dependents AS d
    INNER JOIN pg_catalog.pg_trigger AS t ON t.oid = d.objid
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
    WHERE d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
    UNION ALL
    SELECT
        CASE WHEN i.indexrelid IS NULL THEN 'materialized view' ELSE 'index' END,
        c.relnamespace, COALESCE(o.relname::pg_catalog.text, ''), c.relname::pg_catalog.text,
        d.extensions, d.classid, d.objid
    FROM dependents AS d
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = d.objid
    LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
    LEFT JOIN pg_catalog.pg_class AS o ON o.oid = i.indrelid
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
)
SELECT
    l.kind,
    n.nspname AS schema,
    l.relation AS "table",
    l.name,
    'depends on extension' AS "key",
    ARRAY[pg_catalog.array_to_string(l.extensions, ', ')] AS actual,
    ARRAY['none'] AS usual,
    '' AS "every",
    (
        SELECT d.xmin::pg_catalog.text::pg_catalog.int8
        FROM pg_catalog.pg_depend AS d
        WHERE d.classid = l.classid AND d.objid = l.objid AND d.deptype = 'x'
        ORDER BY pg_catalog.age(d.xmin)
        LIMIT 1
    ) AS xid
FROM listed AS l
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = l.namespace
WHERE n.nspname !~ '^pg_(toast_)?temp_'
ORDER BY l.kind, n.nspname, l.relation, l.name;
