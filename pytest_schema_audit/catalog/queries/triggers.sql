-- Triggers of the user's relations. Those that PostgreSQL made for a constraint belong to it, and
-- the copies on partitions (tgparentid) to their parents, unless they are enabled otherwise.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'trigger' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    t.tgname AS name,
    pg_catalog.substr(
        pg_catalog.pg_get_triggerdef(t.oid, true),
        pg_catalog.length(
            pg_catalog.format(
                'CREATE %sTRIGGER %I ',
                CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END, t.tgname
            )
        ) + 1
    ) AS definition,
    CASE t.tgenabled
        WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE ''
    END AS enabled,
    pg_catalog.obj_description(t.oid, 'pg_trigger') AS comment,
    t.xmin::pg_catalog.text::pg_catalog.int8 AS xid,
    COALESCE(
        (
            SELECT p.tgenabled = t.tgenabled
            FROM pg_catalog.pg_trigger AS p
            WHERE p.oid = t.tgparentid
        ),
        false
    ) AS clone
FROM path
CROSS JOIN pg_catalog.pg_trigger AS t
INNER JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE
    -- In 14, the copies on partitions are internal too.
    (NOT t.tgisinternal OR t.tgparentid <> 0)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.oid = t.tgconstraint AND k.contype <> 't'
    )
    AND t.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        t.tgname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    -- PostgreSQL does not note what an extension's script makes on a table of its own.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid = t.tgrelid AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname, t.tgname;
