-- Operator families of the user with the members that no class of it has. One that a class brought
-- with it, of its name and with nothing added, is part of the class.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'operator family' AS kind,
    n.nspname AS schema,
    '' AS "table",
    pg_catalog.format(
        '%s USING %s',
        CASE
            WHEN o.opfname ~ '[(."]' THEN pg_catalog.quote_ident(o.opfname)
            ELSE o.opfname::pg_catalog.text
        END,
        m.amname
    ) AS name,
    COALESCE(E'ADD ' || v.items, '') AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_opfamily') AS comment,
    -- ALTER OPERATOR FAMILY leaves the family's own row as it is.
    CASE
        WHEN pg_catalog.age(v.xid) < pg_catalog.age(o.xmin) THEN v.xid ELSE o.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_opfamily AS o
INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opfmethod
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opfnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(
            i.item, E',\n  ' ORDER BY i.rank, i.number, i.types COLLATE "C"
        ) AS items,
        (pg_catalog.array_agg(i.xid ORDER BY pg_catalog.age(i.xid)))[1] AS xid
    FROM (
        SELECT
            1 AS rank,
            a.xmin AS xid,
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
            AND d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass
            AND d.refobjid = o.oid
            AND d.deptype IN ('a')
            AND path.set_config IS NOT NULL
        UNION ALL
        SELECT
            2,
            a.xmin,
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
            AND d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass
            AND d.refobjid = o.oid
            AND d.deptype IN ('a')
            AND path.set_config IS NOT NULL
    ) AS i
) AS v
WHERE
    (
        v.items IS NOT NULL
        OR NOT EXISTS (
            SELECT FROM pg_catalog.pg_opclass AS c
            WHERE c.opcfamily = o.oid AND c.opcname = o.opfname
                AND c.opcnamespace = o.opfnamespace
        )
    )
    AND o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY schema, name;
