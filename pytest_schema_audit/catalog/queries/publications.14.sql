-- Publications up to PostgreSQL 14, which knows whole tables only.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'publication' AS kind,
    '' AS schema,
    '' AS "table",
    p.pubname AS name,
    pg_catalog.concat_ws(
        ' ',
        CASE WHEN p.puballtables THEN 'FOR ALL TABLES' ELSE 'FOR TABLE ' || (
            SELECT pg_catalog.string_agg(d.what, ', ' ORDER BY d.what)
            FROM (
                SELECT
                    CASE WHEN c.relkind = 'r' AND EXISTS (
                        SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhparent = c.oid
                    ) THEN 'ONLY ' ELSE '' END
                    || r.prrelid::pg_catalog.regclass::pg_catalog.text AS what
                FROM pg_catalog.pg_publication_rel AS r
                INNER JOIN pg_catalog.pg_class AS c ON c.oid = r.prrelid
                WHERE r.prpubid = p.oid
            ) AS d
        ) END,
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
                CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END
            ), ''
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(p.oid, 'pg_publication') AS comment,
    -- ALTER PUBLICATION … ADD leaves the publication's own row as it is.
    CASE
        WHEN pg_catalog.age(y.xid) < pg_catalog.age(p.xmin) THEN y.xid ELSE p.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_publication AS p
LEFT JOIN LATERAL (
    SELECT (pg_catalog.array_agg(d.xmin ORDER BY pg_catalog.age(d.xmin)))[1] AS xid
    FROM pg_catalog.pg_publication_rel AS d
    WHERE d.prpubid = p.oid
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
