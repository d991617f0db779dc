-- Conversions of the user; DEFAULT stands in front of the name in CREATE CONVERSION, here first.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'conversion' AS kind,
    n.nspname AS schema,
    '' AS "table",
    o.conname AS name,
    pg_catalog.format(
        '%sFOR %L TO %L FROM %s',
        CASE WHEN o.condefault THEN 'DEFAULT ' END,
        pg_catalog.pg_encoding_to_char(o.conforencoding),
        pg_catalog.pg_encoding_to_char(o.contoencoding),
        pg_catalog.regexp_replace(
                o.conproc::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_conversion') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_conversion AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.connamespace
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_conversion'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, o.conname;
