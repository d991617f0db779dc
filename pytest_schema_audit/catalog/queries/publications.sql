-- Publications: what they publish, tables with their columns and filters in the order of their
-- names, and how. ONLY stands where a table has children that are published, or not, by themselves.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
-- A column that this major does not have yet is found here instead.
older AS (SELECT 'n'::pg_catalog."char" AS pubgencols),
published AS (
    SELECT
        r.prpubid AS publication,
        r.xmin AS xid,
        1 AS rank,
        pg_catalog.format(
            '%s%s%s%s',
            CASE WHEN c.relkind = 'r' AND EXISTS (
                SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhparent = c.oid
            ) THEN 'ONLY ' ELSE '' END,
            r.prrelid::pg_catalog.regclass,
            ' (' || (
                SELECT
                    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = r.prrelid AND a.attnum = ANY(r.prattrs)
            ) || ')',
            ' WHERE (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')'
        ) AS what
    FROM path
    CROSS JOIN pg_catalog.pg_publication_rel AS r
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = r.prrelid
    UNION ALL
    SELECT n.pnpubid, n.xmin, 2, pg_catalog.quote_ident(s.nspname)
    FROM pg_catalog.pg_publication_namespace AS n
    INNER JOIN pg_catalog.pg_namespace AS s ON s.oid = n.pnnspid
)
SELECT
    'publication' AS kind,
    '' AS schema,
    '' AS "table",
    p.pubname AS name,
    pg_catalog.concat_ws(
        ' ',
        CASE WHEN p.puballtables THEN 'FOR ALL TABLES' ELSE 'FOR ' || NULLIF(pg_catalog.concat_ws(
            ', ',
            'TABLE ' || (
                SELECT pg_catalog.string_agg(d.what, ', ' ORDER BY d.what)
                FROM published AS d
                WHERE d.publication = p.oid AND d.rank = 1
            ),
            'TABLES IN SCHEMA ' || (
                SELECT pg_catalog.string_agg(d.what, ', ' ORDER BY d.what)
                FROM published AS d
                WHERE d.publication = p.oid AND d.rank = 2
            )
        ), '') END,
        'WITH (' || NULLIF(
            pg_catalog.concat_ws(
                ', ',
                CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate)
                    THEN pg_catalog.format('publish = %L', pg_catalog.concat_ws(
                        ', ',
                        CASE WHEN p.pubinsert THEN 'insert' END,
                        CASE WHEN p.pubupdate THEN 'update' END,
                        CASE WHEN p.pubdelete THEN 'delete' END,
                        CASE WHEN p.pubtruncate THEN 'truncate' END
                    )) END,
                CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END,
                CASE g.pubgencols WHEN 's' THEN 'publish_generated_columns = stored' END
            ), ''
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(p.oid, 'pg_publication') AS comment,
    -- ALTER PUBLICATION … ADD leaves the publication's own row as it is.
    CASE
        WHEN pg_catalog.age(y.xid) < pg_catalog.age(p.xmin) THEN y.xid ELSE p.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_publication AS p
CROSS JOIN older
CROSS JOIN LATERAL (
    SELECT pubgencols FROM pg_catalog.pg_publication AS o WHERE o.oid = p.oid
) AS g
LEFT JOIN LATERAL (
    SELECT (pg_catalog.array_agg(d.xid ORDER BY pg_catalog.age(d.xid)))[1] AS xid
    FROM published AS d
    WHERE d.publication = p.oid
) AS y ON true
WHERE
    pg_catalog.starts_with(
        p.pubname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_publication'::pg_catalog.regclass
            AND e.objid = p.oid AND e.deptype = 'e'
    )
ORDER BY p.pubname;
