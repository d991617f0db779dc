-- Indexes of the user's ordinary and partitioned tables and materialized views.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    n.nspname AS schema,
    c.relname AS "table",
    x.relname AS name,
    i.indisunique AS "unique",
    -- Of a partitioned table's index it only says whether it is on all partitions.
    (i.indisvalid OR x.relkind = 'I') AND i.indisready AND i.indislive AS valid,
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
    note.description AS comment,
    i.xmin::pg_catalog.text::pg_catalog.int8 AS xid,
    x.xmin::pg_catalog.text::pg_catalog.int8 AS options_xid,
    above.inhrelid IS NOT NULL AND (
        NOT COALESCE(x.reloptions, '{}') @> COALESCE(parent.reloptions, '{}')
        OR NOT COALESCE(x.reloptions, '{}') <@ COALESCE(parent.reloptions, '{}')
    ) AS apart
FROM path
CROSS JOIN pg_catalog.pg_index AS i
INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
INNER JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_inherits AS above ON above.inhrelid = x.oid
LEFT JOIN pg_catalog.pg_class AS parent ON parent.oid = above.inhparent
LEFT JOIN pg_catalog.pg_constraint AS k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_description AS note
    ON note.objoid = x.oid AND note.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND note.objsubid = 0
WHERE
    c.relkind IN ('r', 'p', 'm')
    AND x.oid >= 16384
    AND n.nspname <> 'pg_toast'
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND c.oid NOT IN (
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objsubid = 0 AND e.deptype = 'e'
    )
    AND x.oid NOT IN (
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objsubid = 0 AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname, x.relname;
