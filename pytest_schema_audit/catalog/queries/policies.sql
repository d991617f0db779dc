-- Row-level policies of the user's tables. Roles in the order of their names; what PostgreSQL takes
-- where nothing is said (PERMISSIVE, FOR ALL, TO PUBLIC) is left out.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'policy' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    p.polname AS name,
    pg_catalog.concat_ws(
        ' ',
        'ON ' || c.oid::pg_catalog.regclass::pg_catalog.text,
        CASE WHEN NOT p.polpermissive THEN 'AS RESTRICTIVE' END,
        CASE p.polcmd
            WHEN 'r' THEN 'FOR SELECT' WHEN 'a' THEN 'FOR INSERT'
            WHEN 'w' THEN 'FOR UPDATE' WHEN 'd' THEN 'FOR DELETE'
        END,
        'TO ' || (
            SELECT pg_catalog.string_agg(pg_catalog.quote_ident(r.rolname), ', ' ORDER BY r.rolname)
            FROM pg_catalog.pg_roles AS r
            WHERE r.oid = ANY(p.polroles)
        ),
        'USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')',
        'WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(p.oid, 'pg_policy') AS comment,
    p.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_policy AS p
INNER JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE
    p.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        p.polname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    -- PostgreSQL does not note what an extension's script makes on a table of its own.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid = p.polrelid AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname, p.polname;
