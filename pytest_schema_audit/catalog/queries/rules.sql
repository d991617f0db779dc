-- Rewrite rules of the user's relations; the rule that makes a view is the view's definition.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'rule' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    r.rulename AS name,
    'AS ON ' || pg_catalog.rtrim(
        pg_catalog.substr(
            pg_catalog.pg_get_ruledef(r.oid, true),
            pg_catalog.length(pg_catalog.format(E'CREATE RULE %I AS\n    ON ', r.rulename)) + 1
        ),
        ';'
    ) AS definition,
    CASE r.ev_enabled
        WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE ''
    END AS enabled,
    pg_catalog.obj_description(r.oid, 'pg_rewrite') AS comment,
    r.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_rewrite AS r
INNER JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE
    NOT (r.rulename = '_RETURN' AND c.relkind IN ('v', 'm'))
    AND r.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        r.rulename::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    -- PostgreSQL does not note what an extension's script makes on a table of its own.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid = r.ev_class AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname, r.rulename;
