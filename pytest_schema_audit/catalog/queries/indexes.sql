-- Indexes of the user's ordinary and partitioned tables.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    n.nspname AS schema,
    c.relname AS "table",
    x.relname AS name,
    i.indisunique AS "unique",
    i.indisvalid AND i.indisready AND i.indislive AS valid,
    COALESCE(k.contype::pg_catalog.text, '') AS "constraint",
    -- pg_get_indexdef always qualifies the table and writes CREATE [UNIQUE] INDEX name ON [ONLY] t
    pg_catalog.substr(
        pg_catalog.pg_get_indexdef(i.indexrelid),
        pg_catalog.length(pg_catalog.format(
            'CREATE %sINDEX %I ON %s%I.%I USING ',
            CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
            x.relname,
            CASE WHEN x.relkind = 'I' THEN 'ONLY ' ELSE '' END,
            n.nspname,
            c.relname
        )) + 1
    ) AS definition,
    COALESCE(x.reloptions, '{}'::pg_catalog.text[]) AS options,
    x.relispartition AS clone,
    pg_catalog.obj_description(x.oid, 'pg_class') AS comment,
    i.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_index AS i
INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
INNER JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint AS k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
WHERE
    c.relkind IN ('r', 'p')
    AND x.oid >= 16384
    AND n.nspname <> 'pg_toast'
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid IN (c.oid, x.oid) AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname, x.relname;
