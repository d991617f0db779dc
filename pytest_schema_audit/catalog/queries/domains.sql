-- Domains of the user: base type, collation, not null, default, checks. A check that is not valid
-- cannot stand in CREATE DOMAIN; it follows as ALTER DOMAIN would add it.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'domain' AS kind,
    n.nspname AS schema,
    '' AS "table",
    t.typname AS name,
    pg_catalog.concat(
        pg_catalog.format_type(t.typbasetype, t.typtypmod),
        CASE
            WHEN t.typcollation <> b.typcollation
                THEN ' COLLATE ' || t.typcollation::pg_catalog.regcollation::pg_catalog.text
        END,
        CASE WHEN t.typnotnull THEN ' NOT NULL' END,
        ' DEFAULT ' || pg_catalog.pg_get_expr(t.typdefaultbin, 0),
        k.valid,
        k.unproved
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(t.oid, 'pg_type') AS comment,
    -- ALTER DOMAIN … ADD CONSTRAINT leaves the domain's own row as it is.
    CASE
        WHEN pg_catalog.age(k.xid) < pg_catalog.age(t.xmin) THEN k.xid ELSE t.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_type AS t
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
INNER JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(
            pg_catalog.format(
                '%sCONSTRAINT %I %s',
                CASE WHEN c.checks > 1 THEN E'\n' ELSE ' ' END,
                c.conname, pg_catalog.pg_get_constraintdef(c.oid)
            ),
            '' ORDER BY c.conname
        ) FILTER (WHERE c.convalidated) AS valid,
        pg_catalog.string_agg(
            pg_catalog.format(
                E'\nADD CONSTRAINT %I %s', c.conname, pg_catalog.pg_get_constraintdef(c.oid)
            ),
            '' ORDER BY c.conname
        ) FILTER (WHERE NOT c.convalidated) AS unproved,
        (pg_catalog.array_agg(c.xmin ORDER BY pg_catalog.age(c.xmin)))[1] AS xid
    FROM (
        SELECT o.*, o.xmin, pg_catalog.count(*) OVER () AS checks
        FROM pg_catalog.pg_constraint AS o
        -- The reference makes sure that the path is set before anything is deparsed.
        WHERE o.contypid = t.oid AND o.contype = 'c' AND path.set_config IS NOT NULL
    ) AS c
) AS k
WHERE
    t.typtype = 'd'
    AND t.oid >= 16384
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
