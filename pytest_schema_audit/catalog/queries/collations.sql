-- Collations of the user. The version is the library's, not the schema's. The catalog names the locale
-- of ICU and of PostgreSQL's own provider differently from major to major.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'collation' AS kind,
    n.nspname AS schema,
    '' AS "table",
    o.collname AS name,
    pg_catalog.format(
        '(%s)',
        pg_catalog.concat_ws(
            ', ',
            'PROVIDER = ' || CASE o.collprovider
                WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc'
            END,
            'LOCALE = ' || pg_catalog.quote_literal(
                CASE
                    WHEN o.collprovider = 'c'
                        THEN CASE WHEN o.collcollate = o.collctype THEN o.collcollate END
                    ELSE COALESCE(
                        j.columns ->> 'colllocale', j.columns ->> 'colliculocale',
                        o.collcollate::pg_catalog.text
                    )
                END
            ),
            CASE
                WHEN o.collprovider = 'c' AND o.collcollate <> o.collctype
                    THEN pg_catalog.format(
                        'LC_COLLATE = %L, LC_CTYPE = %L', o.collcollate, o.collctype
                    )
            END,
            CASE WHEN NOT o.collisdeterministic THEN 'DETERMINISTIC = false' END,
            'RULES = ' || pg_catalog.quote_literal(j.columns ->> 'collicurules')
        )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_collation') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_collation AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.collnamespace
CROSS JOIN LATERAL (SELECT pg_catalog.to_jsonb(o) AS columns) AS j
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_collation'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, o.collname;
