-- Base types of the user, every option that is not CREATE TYPE's default. A shell has none.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'base type' AS kind,
    n.nspname AS schema,
    '' AS "table",
    o.typname AS name,
    CASE
        WHEN o.typisdefined THEN pg_catalog.format(
            E'(\n  %s\n)', pg_catalog.array_to_string(v.options, E',\n  ')
        )
        ELSE ''
    END AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_type') AS comment,
    o.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_type AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.typnamespace
CROSS JOIN LATERAL (
    SELECT pg_catalog.array_remove(
        ARRAY[
            'INPUT = ' || pg_catalog.regexp_replace(
                NULLIF(o.typinput, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'OUTPUT = ' || pg_catalog.regexp_replace(
                NULLIF(o.typoutput, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'RECEIVE = ' || pg_catalog.regexp_replace(
                NULLIF(o.typreceive, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'SEND = ' || pg_catalog.regexp_replace(
                NULLIF(o.typsend, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'TYPMOD_IN = ' || pg_catalog.regexp_replace(
                NULLIF(o.typmodin, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'TYPMOD_OUT = ' || pg_catalog.regexp_replace(
                NULLIF(o.typmodout, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'ANALYZE = ' || pg_catalog.regexp_replace(
                NULLIF(o.typanalyze, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'SUBSCRIPT = ' || pg_catalog.regexp_replace(
                NULLIF(o.typsubscript, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'INTERNALLENGTH = ' || CASE WHEN o.typlen >= 0 THEN o.typlen::pg_catalog.text END,
            CASE WHEN o.typbyval THEN 'PASSEDBYVALUE' END,
            'ALIGNMENT = ' || CASE o.typalign
                WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double'
            END,
            'STORAGE = ' || CASE o.typstorage
                WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' WHEN 'm' THEN 'main'
            END,
            'CATEGORY = ' || pg_catalog.quote_literal(NULLIF(o.typcategory, 'U')::pg_catalog.text),
            CASE WHEN o.typispreferred THEN 'PREFERRED = true' END,
            'DEFAULT = ' || pg_catalog.quote_literal(o.typdefault),
            'ELEMENT = ' || pg_catalog.format_type(NULLIF(o.typelem, 0), NULL),
            'DELIMITER = ' || pg_catalog.quote_literal(NULLIF(o.typdelim, ',')::pg_catalog.text),
            CASE WHEN o.typcollation <> 0 THEN 'COLLATABLE = true' END
        ],
        NULL
    ) AS options
) AS v
WHERE
    o.typtype IN ('b', 'p')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.typarray = o.oid)
    AND o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY schema, name;
