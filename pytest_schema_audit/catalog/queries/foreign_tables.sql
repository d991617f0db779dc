-- Foreign tables of the user: what follows the name in CREATE FOREIGN TABLE. Of options that hold
-- secrets only the names are read. Columns and checks that a parent has are the parent's.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'foreign table' AS kind,
    n.nspname AS schema,
    '' AS "table",
    c.relname AS name,
    pg_catalog.concat_ws(
        ' ',
        CASE
            WHEN NOT c.relispartition
            THEN COALESCE(E'(\n    ' || body.elements || E'\n)', '()')
            ELSE 'PARTITION OF ' || (
                SELECT i.inhparent::pg_catalog.regclass::pg_catalog.text
                FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid
            ) || COALESCE(E' (\n    ' || body.elements || E'\n)', '')
            || ' ' || pg_catalog.pg_get_expr(c.relpartbound, c.oid)
        END,
        CASE
            WHEN NOT c.relispartition
            THEN 'INHERITS (' || (
                SELECT pg_catalog.string_agg(
                    i.inhparent::pg_catalog.regclass::pg_catalog.text, ', ' ORDER BY i.inhseqno
                )
                FROM pg_catalog.pg_inherits AS i
                WHERE i.inhrelid = c.oid
            ) || ')'
        END,
        'SERVER ' || pg_catalog.quote_ident(s.srvname),
        'OPTIONS (' || (
            SELECT pg_catalog.string_agg(
                pg_catalog.format(
                    '%I %L',
                    o.option_name,
                    CASE
                        WHEN o.option_name
                            ~* 'pass(word|wd|phrase)|secret|token|credential|(api|access|private|sa)_?key'
                            AND o.option_name <> 'password_required'
                        THEN '********' ELSE o.option_value
                    END
                ),
                ', ' ORDER BY o.option_name
            )
            FROM pg_catalog.pg_options_to_table(f.ftoptions) AS o
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
    GREATEST(
        c.xmin::pg_catalog.text::pg_catalog.int8,
        f.xmin::pg_catalog.text::pg_catalog.int8,
        body.xid
    ) AS xid
FROM path
CROSS JOIN pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
INNER JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(e.text, E',\n    ' ORDER BY e.place, e.text) AS elements,
        pg_catalog.max(e.xid) AS xid
    FROM (
        SELECT
            a.attnum::pg_catalog.int4 AS place,
            pg_catalog.concat_ws(
                ' ',
                pg_catalog.quote_ident(a.attname),
                CASE WHEN NOT c.relispartition
                    THEN pg_catalog.format_type(a.atttypid, a.atttypmod) END,
                -- PARTITION OF has no place for the options of a column.
                CASE WHEN NOT c.relispartition THEN 'OPTIONS (' END || (
                    SELECT pg_catalog.string_agg(
                        pg_catalog.format(
                            '%I %L',
                            o.option_name,
                            CASE
                                WHEN o.option_name
                                    ~* 'pass(word|wd|phrase)|secret|token|credential|(api|access|private|sa)_?key'
                                    AND o.option_name <> 'password_required'
                                THEN '********' ELSE o.option_value
                            END
                        ),
                        ', ' ORDER BY o.option_name
                    )
                    FROM pg_catalog.pg_options_to_table(a.attfdwoptions) AS o
                ) || ')',
                CASE WHEN NOT c.relispartition AND a.attcollation <> t.typcollation
                    THEN 'COLLATE ' || a.attcollation::pg_catalog.regcollation::pg_catalog.text END,
                CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                CASE
                    WHEN a.attgenerated <> '' THEN 'GENERATED ALWAYS AS ('
                        || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                        || CASE a.attgenerated WHEN 'v' THEN ') VIRTUAL' ELSE ') STORED' END
                    ELSE 'DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                END
            ) AS text,
            GREATEST(
                a.xmin::pg_catalog.text::pg_catalog.int8, d.xmin::pg_catalog.text::pg_catalog.int8
            ) AS xid
        FROM pg_catalog.pg_attribute AS a
        INNER JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        -- As for tables, a default that is NULL is none.
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            AND NOT (
                a.attgenerated = '' AND t.typdefault IS NULL
                AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '^NULL::[^()]+$'
            )
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND (
                a.attislocal
                OR (a.attfdwoptions IS NOT NULL AND NOT c.relispartition)
                OR EXISTS (
                    SELECT FROM pg_catalog.pg_inherits AS i
                    INNER JOIN pg_catalog.pg_attribute AS pa
                        ON pa.attrelid = i.inhparent AND pa.attname = a.attname
                        AND NOT pa.attisdropped
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
                )
            )
        UNION ALL
        SELECT
            10000,
            pg_catalog.format(
                'CONSTRAINT %I %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid)
            ),
            k.xmin::pg_catalog.text::pg_catalog.int8
        FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal
    ) AS e
) AS body
WHERE
    c.relkind = 'f'
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
