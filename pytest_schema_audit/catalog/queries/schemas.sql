-- Schemas of the user, and public, which every new database has. Nothing follows a schema's name in
-- its CREATE statement but its owner, which is an aspect.
SELECT
    'schema' AS kind,
    '' AS schema,
    '' AS "table",
    n.nspname AS name,
    '' AS definition,
    '' AS enabled,
    pg_catalog.obj_description(n.oid, 'pg_namespace') AS comment,
    n.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_namespace AS n
WHERE
    (n.oid >= 16384 OR n.nspname = 'public')
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
            AND e.objid = n.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname;
