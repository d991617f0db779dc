-- Functions and procedures of the user, aggregates left to a query of their own. A range type's
-- constructors belong to the type (deptype i).
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind,
    n.nspname AS schema,
    '' AS "table",
    pg_catalog.format(
        '%s(%s)',
        CASE
            WHEN p.proname ~ '[(."]' THEN pg_catalog.quote_ident(p.proname)
            ELSE p.proname::pg_catalog.text
        END,
        pg_catalog.oidvectortypes(p.proargtypes)
    ) AS name,
    pg_catalog.rtrim(
        pg_catalog.substr(
            pg_catalog.pg_get_functiondef(p.oid),
            pg_catalog.length(
                pg_catalog.format(
                    'CREATE OR REPLACE %s %I.%I',
                    CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                    n.nspname, p.proname
                )
            ) + 1
        ),
        E'\n'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(p.oid, 'pg_proc') AS comment,
    p.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_proc AS p
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
WHERE
    p.prokind <> 'a'
    AND p.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            AND e.objid = p.oid AND e.deptype IN ('e', 'i')
    )
ORDER BY n.nspname, p.proname, name;
