-- Operator classes of the user with the operators and functions that belong to them alone; what was
-- added to the family is the family's.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'operator class' AS kind,
    n.nspname AS schema,
    '' AS "table",
    pg_catalog.format(
        '%s USING %s',
        CASE
            WHEN o.opcname ~ '[(."]' THEN pg_catalog.quote_ident(o.opcname)
            ELSE o.opcname::pg_catalog.text
        END,
        m.amname
    ) AS name,
    pg_catalog.format(
        '%sFOR TYPE %s USING %I%s AS%s',
        CASE WHEN o.opcdefault THEN 'DEFAULT ' END,
        pg_catalog.format_type(o.opcintype, NULL),
        m.amname,
        ' FAMILY ' || CASE
            WHEN f.opfname = o.opcname AND f.opfnamespace = o.opcnamespace THEN NULL
            WHEN pg_catalog.pg_opfamily_is_visible(f.oid) THEN pg_catalog.quote_ident(f.opfname)
            ELSE pg_catalog.format('%s.%I', f.opfnamespace::pg_catalog.regnamespace, f.opfname)
        END,
        E'\n  ' || pg_catalog.concat_ws(
            E',\n  ',
            v.items,
            CASE
                WHEN o.opckeytype <> 0 OR v.items IS NULL
                    THEN 'STORAGE ' || pg_catalog.format_type(
                        COALESCE(NULLIF(o.opckeytype, 0), o.opcintype), NULL
                    )
            END
        )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_opclass') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_opclass AS o
INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opcmethod
INNER JOIN pg_catalog.pg_opfamily AS f ON f.oid = o.opcfamily
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(
            i.item, E',\n  ' ORDER BY i.rank, i.number, i.types COLLATE "C"
        ) AS items
    FROM (
        SELECT
            1 AS rank,
            a.amopstrategy AS number,
            pg_catalog.format(
                '%s, %s',
                pg_catalog.format_type(a.amoplefttype, NULL),
                pg_catalog.format_type(a.amoprighttype, NULL)
            ) AS types,
            pg_catalog.format(
                'OPERATOR %s %s (%s, %s)%s',
                a.amopstrategy,
                CASE
                    WHEN pg_catalog.pg_operator_is_visible(p.oid)
                        THEN p.oprname::pg_catalog.text
                    ELSE pg_catalog.format(
                        '%s.%s', p.oprnamespace::pg_catalog.regnamespace, p.oprname
                    )
                END,
                pg_catalog.format_type(a.amoplefttype, NULL),
                pg_catalog.format_type(a.amoprighttype, NULL),
                ' FOR ORDER BY ' || CASE
                    WHEN s.oid IS NULL THEN NULL
                    WHEN pg_catalog.pg_opfamily_is_visible(s.oid)
                        THEN pg_catalog.quote_ident(s.opfname)
                    ELSE pg_catalog.format(
                        '%s.%I', s.opfnamespace::pg_catalog.regnamespace, s.opfname
                    )
                END
            ) AS item
        FROM pg_catalog.pg_depend AS d
        INNER JOIN pg_catalog.pg_amop AS a ON a.oid = d.objid
        INNER JOIN pg_catalog.pg_operator AS p ON p.oid = a.amopopr
        LEFT JOIN pg_catalog.pg_opfamily AS s ON s.oid = a.amopsortfamily
        WHERE
            d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
            AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
            AND d.refobjid = o.oid
            AND d.deptype IN ('i')
            AND path.set_config IS NOT NULL
        UNION ALL
        SELECT
            2,
            a.amprocnum,
            pg_catalog.format(
                '%s, %s',
                pg_catalog.format_type(a.amproclefttype, NULL),
                pg_catalog.format_type(a.amprocrighttype, NULL)
            ),
            pg_catalog.format(
                'FUNCTION %s (%s, %s) %s',
                a.amprocnum,
                pg_catalog.format_type(a.amproclefttype, NULL),
                pg_catalog.format_type(a.amprocrighttype, NULL),
                a.amproc::pg_catalog.regprocedure
            )
        FROM pg_catalog.pg_depend AS d
        INNER JOIN pg_catalog.pg_amproc AS a ON a.oid = d.objid
        WHERE
            d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass
            AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
            AND d.refobjid = o.oid
            AND d.deptype IN ('i')
            AND path.set_config IS NOT NULL
    ) AS i
) AS v
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY schema, name;
