-- Text search configurations with their mappings, dictionaries, parsers and templates of the user.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'text search configuration' AS kind,
    n.nspname AS schema,
    '' AS "table",
    o.cfgname AS name,
    pg_catalog.format(
        '(PARSER = %s)%s',
        CASE
            WHEN pg_catalog.pg_ts_parser_is_visible(p.oid) THEN pg_catalog.quote_ident(p.prsname)
            ELSE pg_catalog.format('%s.%I', p.prsnamespace::pg_catalog.regnamespace, p.prsname)
        END,
        m.mappings
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(o.oid, 'pg_ts_config') AS comment,
    -- ALTER TEXT SEARCH CONFIGURATION … ADD MAPPING leaves the configuration's own row as it is.
    CASE
        WHEN pg_catalog.age(m.xid) < pg_catalog.age(o.xmin) THEN m.xid ELSE o.xmin
    END::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_ts_config AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.cfgnamespace
INNER JOIN pg_catalog.pg_ts_parser AS p ON p.oid = o.cfgparser
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(
            pg_catalog.format(E'\nADD MAPPING FOR %s WITH %s', d.tokens, d.dictionaries),
            '' ORDER BY d.alias
        ) AS mappings,
        (pg_catalog.array_agg(d.xid ORDER BY pg_catalog.age(d.xid)))[1] AS xid
    FROM (
        SELECT
            k.dictionaries,
            pg_catalog.string_agg(
                pg_catalog.quote_ident(k.alias), ', ' ORDER BY k.alias COLLATE "C"
            ) AS tokens,
            pg_catalog.min(k.alias COLLATE "C") AS alias,
            (pg_catalog.array_agg(k.xid ORDER BY pg_catalog.age(k.xid)))[1] AS xid
        FROM (
            SELECT
                t.alias,
                pg_catalog.string_agg(
                    a.mapdict::pg_catalog.regdictionary::pg_catalog.text, ', ' ORDER BY a.mapseqno
                ) AS dictionaries,
                (pg_catalog.array_agg(a.xmin ORDER BY pg_catalog.age(a.xmin)))[1] AS xid
            FROM pg_catalog.pg_ts_config_map AS a
            INNER JOIN pg_catalog.ts_token_type(o.cfgparser) AS t ON t.tokid = a.maptokentype
            -- The reference makes sure that the path is set before anything is printed.
            WHERE a.mapcfg = o.oid AND path.set_config IS NOT NULL
            GROUP BY t.alias
        ) AS k
        GROUP BY k.dictionaries
    ) AS d
) AS m
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    'text search dictionary',
    n.nspname,
    '',
    o.dictname,
    pg_catalog.format(
        '(TEMPLATE = %s%s)',
        CASE
            WHEN pg_catalog.pg_ts_template_is_visible(t.oid) THEN pg_catalog.quote_ident(t.tmplname)
            ELSE pg_catalog.format('%s.%I', t.tmplnamespace::pg_catalog.regnamespace, t.tmplname)
        END,
        ', ' || o.dictinitoption
    ),
    '',
    pg_catalog.obj_description(o.oid, 'pg_ts_dict'),
    o.xmin::pg_catalog.text::pg_catalog.int8
FROM path
CROSS JOIN pg_catalog.pg_ts_dict AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.dictnamespace
INNER JOIN pg_catalog.pg_ts_template AS t ON t.oid = o.dicttemplate
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    'text search parser',
    n.nspname,
    '',
    o.prsname,
    pg_catalog.format(
        '(%s)',
        pg_catalog.concat_ws(
            ', ',
            'START = ' || pg_catalog.regexp_replace(
                o.prsstart::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'GETTOKEN = ' || pg_catalog.regexp_replace(
                o.prstoken::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'END = ' || pg_catalog.regexp_replace(
                o.prsend::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'HEADLINE = ' || pg_catalog.regexp_replace(
                NULLIF(o.prsheadline, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'LEXTYPES = ' || pg_catalog.regexp_replace(
                o.prslextype::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            )
        )
    ),
    '',
    pg_catalog.obj_description(o.oid, 'pg_ts_parser'),
    o.xmin::pg_catalog.text::pg_catalog.int8
FROM path
CROSS JOIN pg_catalog.pg_ts_parser AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.prsnamespace
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_ts_parser'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    'text search template',
    n.nspname,
    '',
    o.tmplname,
    pg_catalog.format(
        '(%s)',
        pg_catalog.concat_ws(
            ', ',
            'INIT = ' || pg_catalog.regexp_replace(
                NULLIF(o.tmplinit, 0)::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            ),
            'LEXIZE = ' || pg_catalog.regexp_replace(
                o.tmpllexize::pg_catalog.regprocedure::pg_catalog.text, '\([^(]*\)$', ''
            )
        )
    ),
    '',
    pg_catalog.obj_description(o.oid, 'pg_ts_template'),
    o.xmin::pg_catalog.text::pg_catalog.int8
FROM path
CROSS JOIN pg_catalog.pg_ts_template AS o
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = o.tmplnamespace
WHERE
    o.oid >= 16384
    AND n.nspname !~ '^pg_(toast_)?temp_'
    AND pg_catalog.starts_with(
        n.nspname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass
            AND e.objid = o.oid AND e.deptype = 'e'
    )
ORDER BY kind, schema, name;
