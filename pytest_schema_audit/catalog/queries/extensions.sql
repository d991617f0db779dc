-- Extensions: the schema of their members, and the version, which is compared where an entry or
-- the aspect asks for it. Every new database has plpgsql.
SELECT
    'extension' AS kind,
    '' AS schema,
    '' AS "table",
    e.extname AS name,
    pg_catalog.format(
        'SCHEMA %I VERSION %L', n.nspname, e.extversion
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(e.oid, 'pg_extension') AS comment,
    e.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_extension AS e
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
WHERE pg_catalog.starts_with(
    e.extname::pg_catalog.text,
    COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
)
ORDER BY e.extname;
