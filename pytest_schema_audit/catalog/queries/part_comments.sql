-- Comments on what has no entry of its own, with the object whose part it is: the index behind a
-- constraint, checks of domains and foreign tables, attributes, the multirange of a range, and an
-- identity column's sequence and its NOT NULL (from 18).
WITH parts AS (
    SELECT
        'index' AS kind,
        c.relnamespace AS namespace,
        c.relname::pg_catalog.text AS relation,
        x.relname::pg_catalog.text AS name,
        'index' AS part,
        'pg_catalog.pg_class'::pg_catalog.regclass AS classoid,
        x.oid AS objoid,
        0 AS objsubid
    FROM pg_catalog.pg_constraint AS k
    INNER JOIN pg_catalog.pg_class AS x ON x.oid = k.conindid
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
    WHERE k.contype IN ('p', 'u', 'x')
    UNION ALL
    SELECT
        'domain', t.typnamespace, '', t.typname::pg_catalog.text, k.conname::pg_catalog.text,
        'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 0
    FROM pg_catalog.pg_type AS t
    LEFT JOIN pg_catalog.pg_constraint AS k ON k.contypid = t.oid
    WHERE t.typtype = 'd'
    UNION ALL
    SELECT
        'foreign table', c.relnamespace, '', c.relname::pg_catalog.text,
        k.conname::pg_catalog.text, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 0
    FROM pg_catalog.pg_class AS c
    LEFT JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
    WHERE c.relkind = 'f'
    UNION ALL
    SELECT
        'composite type', c.relnamespace, '', c.relname::pg_catalog.text,
        a.attname::pg_catalog.text, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum
    FROM pg_catalog.pg_class AS c
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relkind = 'c'
    UNION ALL
    SELECT
        'range type', t.typnamespace, '', t.typname::pg_catalog.text, 'multirange',
        'pg_catalog.pg_type'::pg_catalog.regclass, r.rngmultitypid, 0
    FROM pg_catalog.pg_range AS r
    INNER JOIN pg_catalog.pg_type AS t ON t.oid = r.rngtypid
    UNION ALL
    SELECT
        'column', c.relnamespace, c.relname::pg_catalog.text, a.attname::pg_catalog.text,
        'sequence', 'pg_catalog.pg_class'::pg_catalog.regclass, o.objid, 0
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> ''
    LEFT JOIN pg_catalog.pg_depend AS o
        ON o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND o.refobjid = c.oid
        AND o.refobjsubid = a.attnum
        AND o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND o.deptype = 'i'
    UNION ALL
    SELECT
        'column', c.relnamespace, c.relname::pg_catalog.text, a.attname::pg_catalog.text,
        'not null', 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 0
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_catalog.pg_constraint AS k
        ON k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum
    WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped AND c.oid >= 16384
)
SELECT
    p.kind,
    n.nspname AS schema,
    p.relation AS "table",
    p.name,
    'comments' AS "key",
    COALESCE(
        pg_catalog.array_agg(ARRAY[p.part, d.description] ORDER BY p.part)
        FILTER (WHERE d.description IS NOT NULL),
        '{}'
    ) AS actual,
    '{}'::pg_catalog.text[] AS usual,
    '' AS "every",
    COALESCE(
        (
            pg_catalog.array_agg(d.xmin ORDER BY pg_catalog.age(d.xmin))
            FILTER (WHERE d.description IS NOT NULL)
        )[1]::pg_catalog.text::pg_catalog.int8,
        0
    ) AS xid
FROM parts AS p
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.namespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = p.classoid AND d.objoid = p.objoid AND d.objsubid = p.objsubid
WHERE n.nspname NOT IN ('pg_toast', 'pg_catalog', 'information_schema')
    AND n.nspname !~ '^pg_(toast_)?temp_'
GROUP BY p.kind, n.nspname, p.relation, p.name
ORDER BY p.kind, n.nspname, p.relation, p.name;
