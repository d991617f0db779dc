-- Constraints of the user's tables; not-null constraints (18) are part of their columns.
WITH RECURSIVE path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
-- What PostgreSQL made for each partition of a referenced table belongs to the constraint itself.
tops AS (
    SELECT k.oid, k.oid AS top
    FROM pg_catalog.pg_constraint AS k
    LEFT JOIN pg_catalog.pg_constraint AS p ON p.oid = k.conparentid
    WHERE
        k.contype IN ('p', 'u', 'f', 'x')
        AND k.conrelid IS DISTINCT FROM p.conrelid
        -- Hardly ever is one of these triggers disabled: nothing to do then.
        AND EXISTS (
            SELECT FROM pg_catalog.pg_trigger AS t
            WHERE t.tgisinternal AND t.tgenabled <> 'O'
        )
    UNION ALL
    SELECT k.oid, t.top
    FROM tops AS t
    INNER JOIN pg_catalog.pg_constraint AS p ON p.oid = t.oid
    INNER JOIN pg_catalog.pg_constraint AS k ON k.conparentid = t.oid AND k.conrelid = p.conrelid
),
-- How the triggers are enabled that hold a constraint: those on its own table, and on the other.
states AS MATERIALIZED (
    SELECT
        k.oid,
        k.contype = 'f' AND k.conrelid <> k.confrelid AS of_two,
        COALESCE(
            pg_catalog.string_agg(DISTINCT t.tgenabled::pg_catalog.text, '')
                FILTER (WHERE t.tgrelid = k.conrelid),
            'O'
        ) AS here,
        COALESCE(
            pg_catalog.string_agg(DISTINCT t.tgenabled::pg_catalog.text, '')
                FILTER (WHERE t.tgrelid <> k.conrelid),
            'O'
        ) AS there
    FROM tops
    INNER JOIN pg_catalog.pg_constraint AS k ON k.oid = tops.top
    INNER JOIN pg_catalog.pg_trigger AS t ON t.tgconstraint = tops.oid AND t.tgisinternal
    GROUP BY k.oid, k.contype, k.conrelid, k.confrelid
),
switches AS (
    SELECT
        s.oid,
        s.here,
        CASE
            WHEN pg_catalog.length(s.here || s.there) > 2 THEN 'mixed'
            WHEN s.here = 'O' AND s.there = 'O' THEN ''
            WHEN s.here = s.there OR NOT s.of_two THEN w.word
            WHEN s.there = 'O' THEN w.word || ' on referencing'
            WHEN s.here = 'O' THEN w.word || ' on referenced'
            ELSE 'mixed'
        END AS enabled
    FROM states AS s
    CROSS JOIN LATERAL (
        SELECT CASE COALESCE(NULLIF(s.here, 'O'), s.there)
            WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always'
        END AS word
    ) AS w
    WHERE s.here <> 'O' OR s.there <> 'O'
)
SELECT
    n.nspname AS schema,
    c.relname AS "table",
    k.conname AS name,
    k.contype::pg_catalog.text AS type,
    pg_catalog.pg_get_constraintdef(k.oid) AS definition,
    (k.conparentid <> 0 OR NOT k.conislocal)
        AND (
            COALESCE(switch.here, 'O') = COALESCE(above.here, 'O')
            OR k.conrelid IS NOT DISTINCT FROM parent.conrelid
        ) AS clone,
    note.description AS comment,
    k.xmin::pg_catalog.text::pg_catalog.int8 AS xid,
    COALESCE(switch.enabled, '') AS enabled
FROM path
CROSS JOIN pg_catalog.pg_constraint AS k
INNER JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint AS parent ON parent.oid = k.conparentid
LEFT JOIN switches AS switch ON switch.oid = k.oid
LEFT JOIN switches AS above ON above.oid = k.conparentid
LEFT JOIN pg_catalog.pg_description AS note
    ON note.objoid = k.oid AND note.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
        AND note.objsubid = 0
WHERE
    c.relkind IN ('r', 'p')
    AND k.contype IN ('p', 'u', 'f', 'c', 'x')
    AND k.oid >= 16384
    AND n.nspname <> 'pg_toast'
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
ORDER BY n.nspname, c.relname, k.conname;
