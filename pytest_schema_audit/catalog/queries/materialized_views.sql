-- Materialized views of the user: access method where it is not PostgreSQL's own, storage
-- parameters, and the query as PostgreSQL prints it. Whether one is populated is data.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'materialized view' AS kind,
    n.nspname AS schema,
    '' AS "table",
    c.relname AS name,
    COALESCE(
        NULLIF(pg_catalog.concat_ws(
            ' ',
            'USING ' || pg_catalog.quote_ident(m.amname),
            'WITH (' || (
                SELECT pg_catalog.string_agg(o.option, ', ' ORDER BY o.option)
                FROM (
                    -- PostgreSQL keeps an option as it was written: off and false are one value.
                    SELECT pg_catalog.format(
                        '%s=%s', pg_catalog.split_part(w.written, '=', 1),
                        CASE
                            WHEN w.value ~* '^(on|yes|true|t|y)$' THEN 'true'
                            WHEN w.value ~* '^(off|no|false|f|n)$' THEN 'false'
                            ELSE w.value
                        END
                    ) AS option
                    FROM (
                        SELECT
                            o.written,
                            pg_catalog.substr(
                                o.written, pg_catalog.strpos(o.written, '=') + 1
                            ) AS value
                        FROM (
                            SELECT o.written FROM pg_catalog.unnest(c.reloptions) AS o (written)
                            UNION ALL
                            SELECT 'toast.' || o.written
                            FROM pg_catalog.pg_class AS toast
                            CROSS JOIN LATERAL pg_catalog.unnest(toast.reloptions) AS o (written)
                            WHERE toast.oid = c.reltoastrelid
                        ) AS o
                    ) AS w
                ) AS o
            ) || ')'
        ), '') || ' AS ',
        ''
    ) || pg_catalog.btrim(pg_catalog.pg_get_viewdef(c.oid), ' ;') AS definition,
    '' AS enabled,
    pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
    c.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam AND m.amname <> 'heap'
WHERE
    c.relkind = 'm'
    AND c.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname;
