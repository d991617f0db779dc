-- Extended statistics of the user, as what they are made from; what was gathered is data.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'statistics' AS kind,
    n.nspname AS schema,
    '' AS "table",
    s.stxname AS name,
    pg_catalog.substr(
        pg_catalog.pg_get_statisticsobjdef(s.oid),
        pg_catalog.length(pg_catalog.format('CREATE STATISTICS %I.%I ', n.nspname, s.stxname)) + 1
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(s.oid, 'pg_statistic_ext') AS comment,
    s.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_statistic_ext AS s
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
WHERE
    s.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
            AND e.objid = s.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, s.stxname;
