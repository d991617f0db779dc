-- Ordinary and partitioned tables of the user.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    n.nspname AS schema,
    c.relname AS name,
    CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' ELSE 'permanent' END
        AS persistence,
    c.relrowsecurity AS row_security,
    c.relforcerowsecurity AS force_row_security,
    COALESCE(c.reloptions, '{}'::pg_catalog.text[])
        || ARRAY(
            SELECT 'toast.' || o
            FROM pg_catalog.pg_class AS toast
            CROSS JOIN LATERAL pg_catalog.unnest(toast.reloptions) AS o
            WHERE toast.oid = c.reltoastrelid
        ) AS options,
    COALESCE(pg_catalog.pg_get_partkeydef(c.oid), '') AS partition_by,
    CASE
        WHEN c.relispartition THEN (
            SELECT i.inhparent::pg_catalog.regclass::pg_catalog.text
            FROM pg_catalog.pg_inherits AS i
            WHERE i.inhrelid = c.oid
        ) || ' ' || pg_catalog.pg_get_expr(c.relpartbound, c.oid)
        ELSE ''
    END AS partition_of,
    ARRAY(
        SELECT
            -- SQL quotes only around a name with a dot or a quote, as manifests have it.
            CASE
                WHEN pn.nspname = 'public' THEN ''
                WHEN pn.nspname ~ '[."]' THEN '"' || pg_catalog.replace(pn.nspname, '"', '""') || '".'
                ELSE pn.nspname || '.'
            END || CASE
                WHEN pc.relname ~ '[."]' THEN '"' || pg_catalog.replace(pc.relname, '"', '""') || '"'
                ELSE pc.relname
            END
        FROM pg_catalog.pg_inherits AS i
        INNER JOIN pg_catalog.pg_class AS pc ON pc.oid = i.inhparent
        INNER JOIN pg_catalog.pg_namespace AS pn ON pn.oid = pc.relnamespace
        WHERE i.inhrelid = c.oid AND NOT c.relispartition
        ORDER BY i.inhseqno
    ) AS inherits,
    note.description AS comment,
    c.xmin::pg_catalog.text::pg_catalog.int8 AS xid,
    COALESCE(
        (
            SELECT
                CASE
                    WHEN tn.nspname = 'public' THEN ''
                    WHEN tn.nspname ~ '[."]'
                    THEN '"' || pg_catalog.replace(tn.nspname, '"', '""') || '".'
                    ELSE tn.nspname || '.'
                END || CASE
                    WHEN t.typname ~ '[."]'
                    THEN '"' || pg_catalog.replace(t.typname, '"', '""') || '"'
                    ELSE t.typname
                END
            FROM pg_catalog.pg_type AS t
            INNER JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
            WHERE t.oid = c.reloftype
        ),
        ''
    ) AS of_type
FROM path
CROSS JOIN pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS note
    ON note.objoid = c.oid AND note.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND note.objsubid = 0
WHERE
    c.relkind IN ('r', 'p')
    AND c.oid >= 16384
    AND n.nspname <> 'pg_toast'
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = c.oid AND d.objsubid = 0 AND d.deptype = 'e'
    )
ORDER BY n.nspname, c.relname;
