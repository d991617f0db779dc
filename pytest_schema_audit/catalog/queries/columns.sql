-- Columns of the user's relations; views and foreign tables describe most of theirs themselves.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    n.nspname AS schema,
    c.relname AS "table",
    a.attname AS name,
    a.attnum AS position,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE
        WHEN a.attcollation = t.typcollation THEN ''
        ELSE a.attcollation::pg_catalog.regcollation::pg_catalog.text
    END AS collation,
    a.attnotnull AS not_null,
    COALESCE(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') AS "default",
    CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' ELSE '' END AS generated,
    CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' ELSE '' END AS identity,
    COALESCE(owned.identity_options, '') AS identity_options,
    -- Of several sequences that the column owns, the one its default takes numbers from.
    COALESCE(
        CASE
            WHEN owned.serials IS NULL THEN ''
            WHEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) = ANY(owned.serials)
            THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            ELSE owned.serials[1]
        END,
        ''
    ) AS serial,
    -- A child's or partition's own default or nullability is not its parent's any more.
    NOT a.attislocal AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_inherits AS i
        INNER JOIN pg_catalog.pg_attribute AS pa
            ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attisdropped
        LEFT JOIN pg_catalog.pg_attrdef AS pd
            ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
            AND NOT (
                pa.attgenerated = '' AND t.typdefault IS NULL
                AND pg_catalog.pg_get_expr(pd.adbin, pd.adrelid) ~ '^NULL::[^()]+$'
            )
        WHERE i.inhrelid = a.attrelid
            AND (
                pa.attnotnull <> a.attnotnull
                OR COALESCE(pg_catalog.pg_get_expr(pd.adbin, pd.adrelid), '')
                <> COALESCE(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')
            )
    ) AS inherited,
    note.description AS comment,
    a.xmin::pg_catalog.text::pg_catalog.int8 AS xid,
    -- ALTER SEQUENCE leaves the row of an identity column as it is.
    COALESCE(
        CASE
            WHEN a.attidentity = '' THEN d.xmin
            WHEN pg_catalog.age(owned.identity_xid) < pg_catalog.age(a.xmin)
            THEN owned.identity_xid
            ELSE a.xmin
        END::pg_catalog.text::pg_catalog.int8,
        0
    ) AS default_xid
FROM path
CROSS JOIN pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
INNER JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
-- A default that is NULL is none, unless the type has one; PostgreSQL keeps it with a type modifier.
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    AND NOT (
        a.attgenerated = '' AND t.typdefault IS NULL
        AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '^NULL::[^()]+$'
    )
LEFT JOIN (
    -- The sequence behind an identity column (deptype i) or owned by a column (deptype a).
    SELECT
        dep.refobjid,
        dep.refobjsubid,
        pg_catalog.array_agg(
            pg_catalog.format(
                'nextval(%L::regclass)', s.seqrelid::pg_catalog.regclass::pg_catalog.text
            ) ORDER BY s.seqrelid
        ) FILTER (WHERE dep.deptype = 'a') AS serials,
        pg_catalog.max(
            CASE dep.deptype WHEN 'i'
            THEN pg_catalog.concat_ws(
                ' ',
                CASE WHEN s.seqstart <> CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END
                    THEN 'START WITH ' || s.seqstart END,
                CASE WHEN s.seqincrement <> 1 THEN 'INCREMENT BY ' || s.seqincrement END,
                CASE WHEN s.seqmin <> CASE WHEN s.seqincrement > 0 THEN 1
                    ELSE CASE s.seqtypid WHEN 21 THEN -32768 WHEN 23 THEN -2147483648
                        ELSE -9223372036854775808 END END
                    THEN 'MINVALUE ' || s.seqmin END,
                CASE WHEN s.seqmax <> CASE WHEN s.seqincrement > 0
                    THEN CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647
                        ELSE 9223372036854775807 END
                    ELSE -1 END
                    THEN 'MAXVALUE ' || s.seqmax END,
                CASE WHEN s.seqcache <> 1 THEN 'CACHE ' || s.seqcache END,
                CASE WHEN s.seqcycle THEN 'CYCLE' END
            ) END
        ) AS identity_options,
        (pg_catalog.array_agg(s.xmin) FILTER (WHERE dep.deptype = 'i'))[1] AS identity_xid
    FROM path
    CROSS JOIN pg_catalog.pg_depend AS dep
    INNER JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = dep.objid
    WHERE dep.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND dep.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND dep.deptype IN ('a', 'i')
    GROUP BY dep.refobjid, dep.refobjsubid
) AS owned ON owned.refobjid = a.attrelid AND owned.refobjsubid = a.attnum
LEFT JOIN pg_catalog.pg_description AS note
    ON note.objoid = a.attrelid AND note.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND note.objsubid = a.attnum
WHERE
    c.relkind IN ('r', 'p', 'm', 'v', 'f')
    AND a.attnum > 0
    AND NOT a.attisdropped
    AND c.oid >= 16384
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
ORDER BY n.nspname, c.relname, a.attnum;
