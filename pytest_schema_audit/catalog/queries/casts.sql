-- Casts and transforms of the user. A range type's cast to its multirange type belongs to the type
-- (deptype i).
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'cast' AS kind,
    '' AS schema,
    '' AS "table",
    pg_catalog.format(
        '(%s AS %s)',
        pg_catalog.format_type(o.castsource, NULL), pg_catalog.format_type(o.casttarget, NULL)
    ) AS name,
    pg_catalog.concat(
        CASE o.castmethod
            WHEN 'b' THEN 'WITHOUT FUNCTION'
            WHEN 'i' THEN 'WITH INOUT'
            ELSE 'WITH FUNCTION ' || o.castfunc::pg_catalog.regprocedure::pg_catalog.text
        END,
        CASE o.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_cast') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_cast AS o
WHERE
    o.oid >= 16384
    AND COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '') = ''
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype IN ('e', 'i')
    )
UNION ALL
SELECT
    'transform',
    '',
    '',
    pg_catalog.format(
        'FOR %s LANGUAGE %s', pg_catalog.format_type(o.trftype, NULL), l.lanname
    ),
    pg_catalog.format(
        '(%s)',
        pg_catalog.concat_ws(
            ', ',
            'FROM SQL WITH FUNCTION '
            || NULLIF(o.trffromsql, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'TO SQL WITH FUNCTION '
            || NULLIF(o.trftosql, 0)::pg_catalog.regprocedure::pg_catalog.text
        )
    ),
    '',
    pg_catalog.obj_description(o.oid, 'pg_transform'),
    o.xmin::pg_catalog.text::pg_catalog.int8
FROM path
CROSS JOIN pg_catalog.pg_transform AS o
INNER JOIN pg_catalog.pg_language AS l ON l.oid = o.trflang
WHERE
    o.oid >= 16384
    AND COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '') = ''
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_transform'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY kind, name;
