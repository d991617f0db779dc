-- Aggregates of the user, every option that is not CREATE AGGREGATE's default.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'aggregate' AS kind,
    n.nspname AS schema,
    '' AS "table",
    pg_catalog.format(
        '%s(%s)',
        CASE
            WHEN p.proname ~ '[(."]' THEN pg_catalog.quote_ident(p.proname)
            ELSE p.proname::pg_catalog.text
        END,
        pg_catalog.oidvectortypes(p.proargtypes)
    ) AS name,
    pg_catalog.format(
        '(%s) (%s)',
        COALESCE(NULLIF(pg_catalog.pg_get_function_arguments(p.oid), ''), '*'),
        CASE
            -- A line each where there are many.
            WHEN pg_catalog.cardinality(v.options) > 4
                THEN pg_catalog.format(
                    E'\n  %s\n', pg_catalog.array_to_string(v.options, E',\n  ')
                )
            ELSE pg_catalog.array_to_string(v.options, ', ')
        END
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(p.oid, 'pg_proc') AS comment,
    p.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_proc AS p
INNER JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid
-- Ordered-set aggregates may be expected to change their state in the end, others not.
CROSS JOIN LATERAL (
    SELECT (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END)::pg_catalog."char" AS modify
) AS u
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_operator AS s ON s.oid = a.aggsortop
CROSS JOIN LATERAL (
    SELECT pg_catalog.array_remove(
        ARRAY[
            'SFUNC = ' || pg_catalog.regexp_replace(
                a.aggtransfn::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'STYPE = ' || pg_catalog.format_type(a.aggtranstype, NULL),
            'SSPACE = ' || NULLIF(a.aggtransspace, 0)::pg_catalog.text,
            'FINALFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggfinalfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
            'FINALFUNC_MODIFY = ' || CASE
                WHEN a.aggfinalfn = 0 OR a.aggfinalmodify = u.modify THEN NULL
                WHEN a.aggfinalmodify = 'r' THEN 'READ_ONLY'
                WHEN a.aggfinalmodify = 's' THEN 'SHAREABLE'
                ELSE 'READ_WRITE'
            END,
            'COMBINEFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggcombinefn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'SERIALFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggserialfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'DESERIALFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggdeserialfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'INITCOND = ' || pg_catalog.quote_literal(a.agginitval),
            'MSFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggmtransfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'MINVFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggminvtransfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'MSTYPE = ' || pg_catalog.format_type(NULLIF(a.aggmtranstype, 0), NULL),
            'MSSPACE = ' || NULLIF(a.aggmtransspace, 0)::pg_catalog.text,
            'MFINALFUNC = ' || pg_catalog.regexp_replace(
                NULLIF(a.aggmfinalfn, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
            'MFINALFUNC_MODIFY = ' || CASE
                WHEN a.aggmfinalfn = 0 OR a.aggmfinalmodify = u.modify THEN NULL
                WHEN a.aggmfinalmodify = 'r' THEN 'READ_ONLY'
                WHEN a.aggmfinalmodify = 's' THEN 'SHAREABLE'
                ELSE 'READ_WRITE'
            END,
            'MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),
            'SORTOP = ' || CASE
                WHEN pg_catalog.pg_operator_is_visible(s.oid)
                    THEN s.oprname::pg_catalog.text
                WHEN s.oid IS NOT NULL THEN pg_catalog.format(
                    'OPERATOR(%s.%s)', s.oprnamespace::pg_catalog.regnamespace, s.oprname
                )
            END,
            CASE p.proparallel
                WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED'
            END,
            CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END
        ],
        NULL
    ) AS options
) AS v
WHERE
    p.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            AND e.objid = p.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname, p.proname, name;
