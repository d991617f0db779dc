-- Enumerated types of the user, labels in their sort order.
SELECT
    n.nspname AS schema,
    t.typname AS name,
    ARRAY(
        SELECT l.enumlabel::pg_catalog.text
        FROM pg_catalog.pg_enum AS l
        WHERE l.enumtypid = t.oid
        ORDER BY l.enumsortorder
    ) AS labels,
    pg_catalog.obj_description(t.oid, 'pg_type') AS comment,
    GREATEST(
        t.xmin::pg_catalog.text::pg_catalog.int8,
        (
            SELECT pg_catalog.max(l.xmin::pg_catalog.text::pg_catalog.int8)
            FROM pg_catalog.pg_enum AS l
            WHERE l.enumtypid = t.oid
        )
    ) AS xid
FROM pg_catalog.pg_type AS t
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE
    t.typtype = 'e'
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
