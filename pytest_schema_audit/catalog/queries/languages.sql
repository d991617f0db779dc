-- Procedural languages and access methods of the user; TRUSTED stands in front of the name in
-- CREATE LANGUAGE, here first.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'language' AS kind,
    '' AS schema,
    '' AS "table",
    o.lanname AS name,
    pg_catalog.concat(
        CASE WHEN o.lanpltrusted THEN 'TRUSTED ' END,
        'HANDLER ' || pg_catalog.regexp_replace(
                o.lanplcallfoid::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
        ' INLINE ' || pg_catalog.regexp_replace(
                NULLIF(o.laninline, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
        ' VALIDATOR ' || pg_catalog.regexp_replace(
                NULLIF(o.lanvalidator, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_language') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_language AS o
WHERE
    o.oid >= 16384
    AND COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '') = ''
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_language'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    'access method',
    '',
    '',
    o.amname,
    pg_catalog.format(
        'TYPE %s HANDLER %s',
        CASE o.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END,
        pg_catalog.regexp_replace(
                o.amhandler::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            )
    ),
    '',
    pg_catalog.obj_description(o.oid, 'pg_am'),
    o.xmin::pg_catalog.text::pg_catalog.int8
FROM path
CROSS JOIN pg_catalog.pg_am AS o
WHERE
    o.oid >= 16384
    AND COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '') = ''
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_am'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY kind, name;
