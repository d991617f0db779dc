-- How the user's tables, materialized views and indexes are stored, beside what is usual: the
-- method heap, the tablespace of the database (of a partition's index, that of its parent's), the
-- primary key as replica identity, and no clustering.
WITH stored AS (
    SELECT
        c.oid,
        c.xmin AS xid,
        c.relkind,
        c.relam,
        c.reltablespace,
        c.relreplident,
        n.nspname,
        COALESCE(t.relname::pg_catalog.text, '') AS relation,
        c.relname::pg_catalog.text AS name,
        parent.reltablespace AS usual_tablespace
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
    LEFT JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
    LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = c.oid AND c.relkind IN ('i', 'I')
    LEFT JOIN pg_catalog.pg_class AS parent ON parent.oid = h.inhparent
    WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I')
        AND c.oid >= 16384
        AND n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
)
SELECT
    CASE s.relkind WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
        ELSE 'table' END AS kind,
    s.nspname AS schema,
    s.relation AS "table",
    s.name,
    k."key",
    ARRAY[k.actual]::pg_catalog.text[] AS actual,
    ARRAY[k.usual]::pg_catalog.text[] AS usual,
    '' AS "every",
    -- 0 where the index that was named is none any more: its row may be gone.
    COALESCE(k.xid, '0'::pg_catalog.xid)::pg_catalog.text::pg_catalog.int8 AS xid
FROM stored AS s
LEFT JOIN pg_catalog.pg_am AS m ON m.oid = s.relam
LEFT JOIN pg_catalog.pg_tablespace AS p ON p.oid = s.reltablespace
LEFT JOIN pg_catalog.pg_tablespace AS u ON u.oid = s.usual_tablespace
LEFT JOIN pg_catalog.pg_index AS r ON r.indrelid = s.oid AND r.indisreplident
LEFT JOIN pg_catalog.pg_class AS rc ON rc.oid = r.indexrelid
LEFT JOIN pg_catalog.pg_index AS l ON l.indrelid = s.oid AND l.indisclustered
LEFT JOIN pg_catalog.pg_class AS lc ON lc.oid = l.indexrelid
CROSS JOIN LATERAL (
    VALUES
        (
            'using',
            COALESCE(m.amname::pg_catalog.text, 'default'),
            CASE s.relkind WHEN 'p' THEN 'default' ELSE 'heap' END,
            s.xid
        ),
        (
            'tablespace',
            COALESCE(p.spcname::pg_catalog.text, 'default'),
            COALESCE(u.spcname::pg_catalog.text, 'default'),
            s.xid
        ),
        (
            'replica identity',
            CASE s.relreplident
                WHEN 'f' THEN 'full'
                WHEN 'n' THEN 'nothing'
                -- The index that was named may be gone since: PostgreSQL takes that for nothing.
                WHEN 'i' THEN COALESCE('using index ' || rc.relname, 'nothing')
                ELSE 'default'
            END,
            'default',
            CASE s.relreplident WHEN 'i' THEN r.xmin ELSE s.xid END
        ),
        ('cluster on', COALESCE(lc.relname::pg_catalog.text, 'none'), 'none', l.xmin)
) AS k ("key", actual, usual, xid)
WHERE
    k."key" = 'tablespace'
    OR (s.relkind IN ('r', 'p', 'm') AND k."key" <> 'replica identity')
    OR s.relkind IN ('r', 'p')
ORDER BY 1, s.nspname, s.relation, s.name, k."key";
