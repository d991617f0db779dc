-- Range types of the user, each with its multirange type, whose name is PostgreSQL's own choice
-- unless one was given (documentation: "CREATE TYPE").
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'range type' AS kind,
    n.nspname AS schema,
    '' AS "table",
    t.typname AS name,
    pg_catalog.format(
        'RANGE (%s)',
        pg_catalog.concat_ws(
            ', ',
            'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL),
            'SUBTYPE_OPCLASS = ' || CASE
                WHEN o.opcdefault THEN NULL
                WHEN pg_catalog.pg_opclass_is_visible(o.oid)
                    THEN pg_catalog.quote_ident(o.opcname)
                ELSE pg_catalog.format(
                    '%s.%I', o.opcnamespace::pg_catalog.regnamespace, o.opcname
                )
            END,
            'COLLATION = ' || CASE
                WHEN r.rngcollation <> s.typcollation
                    THEN r.rngcollation::pg_catalog.regcollation::pg_catalog.text
            END,
            'CANONICAL = ' || pg_catalog.regexp_replace(
                NULLIF(r.rngcanonical, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'SUBTYPE_DIFF = ' || pg_catalog.regexp_replace(
                NULLIF(r.rngsubdiff, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'MULTIRANGE_TYPE_NAME = ' || CASE
                WHEN m.typnamespace <> t.typnamespace
                    OR (n.nspname <> 'public' AND m.typname <> d.typname)
                    THEN pg_catalog.format(
                        '%s.%I', m.typnamespace::pg_catalog.regnamespace, m.typname
                    )
                WHEN m.typname <> d.typname
                    THEN pg_catalog.quote_ident(m.typname)
            END
        )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(t.oid, 'pg_type') AS comment,
    t.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_range AS r
INNER JOIN pg_catalog.pg_type AS t ON t.oid = r.rngtypid
INNER JOIN pg_catalog.pg_type AS s ON s.oid = r.rngsubtype
INNER JOIN pg_catalog.pg_type AS m ON m.oid = r.rngmultitypid
INNER JOIN pg_catalog.pg_opclass AS o ON o.oid = r.rngsubopc
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN t.typname ~ 'range'
                THEN pg_catalog.regexp_replace(t.typname, 'range', 'multirange')
            ELSE pg_catalog.concat(t.typname, '_multirange')
        END::pg_catalog.name AS typname
) AS d
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
