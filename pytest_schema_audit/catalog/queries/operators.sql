-- Operators of the user. One without a function is there because another's COMMUTATOR or NEGATOR
-- names it; it is part of that.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'operator' AS kind,
    n.nspname AS schema,
    '' AS "table",
    pg_catalog.format(
        '%s(%s, %s)',
        o.oprname,
        CASE o.oprleft WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END,
        CASE o.oprright WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END
    ) AS name,
    pg_catalog.format(
        '(%s)',
        pg_catalog.concat_ws(
            ', ',
            'FUNCTION = ' || pg_catalog.regexp_replace(
                NULLIF(o.oprcode, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'LEFTARG = ' || pg_catalog.format_type(NULLIF(o.oprleft, 0), NULL),
            'RIGHTARG = ' || pg_catalog.format_type(NULLIF(o.oprright, 0), NULL),
            'COMMUTATOR = ' || CASE
                WHEN pg_catalog.pg_operator_is_visible(c.oid)
                    THEN c.oprname::pg_catalog.text
                WHEN c.oprnamespace IS NOT NULL THEN pg_catalog.format(
                    'OPERATOR(%s.%s)', c.oprnamespace::pg_catalog.regnamespace, c.oprname
                )
            END,
            'NEGATOR = ' || CASE
                WHEN pg_catalog.pg_operator_is_visible(g.oid)
                    THEN g.oprname::pg_catalog.text
                WHEN g.oprnamespace IS NOT NULL THEN pg_catalog.format(
                    'OPERATOR(%s.%s)', g.oprnamespace::pg_catalog.regnamespace, g.oprname
                )
            END,
            'RESTRICT = ' || pg_catalog.regexp_replace(
                NULLIF(o.oprrest, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'JOIN = ' || pg_catalog.regexp_replace(
                NULLIF(o.oprjoin, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            CASE WHEN o.oprcanhash THEN 'HASHES' END,
            CASE WHEN o.oprcanmerge THEN 'MERGES' END
        )
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_operator') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_operator AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
LEFT JOIN pg_catalog.pg_operator AS c ON c.oid = o.oprcom
LEFT JOIN pg_catalog.pg_operator AS g ON g.oid = o.oprnegate
WHERE
    o.oprcode <> 0
    AND o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY schema, name;
