-- Event triggers: event, tags in the order of their names, and function.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'event trigger' AS kind,
    '' AS schema,
    '' AS "table",
    t.evtname AS name,
    pg_catalog.concat_ws(
        ' ',
        'ON ' || t.evtevent,
        'WHEN TAG IN (' || (
            SELECT pg_catalog.string_agg(pg_catalog.quote_literal(g.tag), ', ' ORDER BY g.tag)
            FROM pg_catalog.unnest(t.evttags) AS g (tag)
        ) || ')',
        pg_catalog.format(
            'EXECUTE FUNCTION %s%I()',
            CASE WHEN pg_catalog.pg_function_is_visible(f.oid) THEN ''
                ELSE pg_catalog.quote_ident(n.nspname) || '.' END,
            f.proname
        )
    ) AS definition,
    CASE t.evtenabled
        WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE ''
    END AS enabled,
    pg_catalog.obj_description(t.oid, 'pg_event_trigger') AS comment,
    t.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_event_trigger AS t
INNER JOIN pg_catalog.pg_proc AS f ON f.oid = t.evtfoid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
WHERE
    pg_catalog.starts_with(
        t.evtname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass
            AND e.objid = t.oid AND e.deptype = 'e'
    )
ORDER BY t.evtname;
