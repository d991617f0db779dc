-- Names of all the types a column's definition may name by a bare word, extension members too.
SELECT
    n.nspname AS schema,
    t.typname AS name
FROM pg_catalog.pg_type AS t
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE
    t.oid >= 16384
    AND n.nspname <> 'pg_toast'
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND NOT (t.typcategory = 'A' AND t.typelem <> 0)
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
ORDER BY n.nspname, t.typname;
