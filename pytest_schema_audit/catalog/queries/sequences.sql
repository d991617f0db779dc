-- Sequences of the user, those of identity columns left to their columns.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    n.nspname AS schema,
    c.relname AS name,
    pg_catalog.format(
        '%s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s%s',
        pg_catalog.format_type(s.seqtypid, NULL),
        s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
        CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END,
        persisted.word
    ) AS definition,
    COALESCE(
        o.refobjid::pg_catalog.regclass::pg_catalog.text
        || '.' || pg_catalog.quote_ident(a.attname),
        ''
    ) AS owned_by,
    COALESCE(
        s.seqtypid = a.atttypid
        AND s.seqincrement = 1 AND s.seqmin = 1 AND s.seqstart = 1 AND s.seqcache = 1
        AND s.seqmax = CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647
            ELSE 9223372036854775807 END
        AND NOT s.seqcycle
        AND persisted.word = ''
        AND EXISTS (
            -- One that its column takes no numbers from is nothing that the column's text tells.
            SELECT FROM pg_catalog.pg_depend AS u
            INNER JOIN pg_catalog.pg_attrdef AS d ON d.oid = u.objid
            WHERE u.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                AND u.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND u.refobjid = c.oid
                AND d.adrelid = a.attrelid AND d.adnum = a.attnum
        ),
        false
    ) AS implied,
    pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
    -- A change of owner or privileges leaves the row of the options as it is.
    CASE
        WHEN pg_catalog.age(c.xmin) < pg_catalog.age(s.xmin) THEN c.xmin ELSE s.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = c.oid
LEFT JOIN pg_catalog.pg_depend AS o
    ON o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND o.objid = c.oid
    AND o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND o.deptype IN ('a', 'i')
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
LEFT JOIN pg_catalog.pg_class AS t ON t.oid = o.refobjid
-- An owned sequence is as its table is from 15 on; before, all were logged.
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN c.relpersistence = COALESCE(t.relpersistence, 'p') THEN ''
        WHEN c.relpersistence = 'u' THEN ' UNLOGGED'
        WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 150000 THEN ''
        ELSE ' LOGGED'
    END AS word
) AS persisted
WHERE
    c.relkind = 'S'
    AND c.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    -- That of an identity column is the column's, while it is of its type and as its table.
    AND (o.deptype IS DISTINCT FROM 'i' OR s.seqtypid <> a.atttypid OR persisted.word <> '')
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND e.objid = c.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, c.relname;
