-- Foreign servers of the user. Of options that hold secrets only the names are read.
SELECT
    'foreign server' AS kind,
    '' AS schema,
    '' AS "table",
    s.srvname AS name,
    pg_catalog.concat_ws(
        ' ',
        'TYPE ' || pg_catalog.quote_literal(s.srvtype),
        'VERSION ' || pg_catalog.quote_literal(s.srvversion),
        'FOREIGN DATA WRAPPER ' || pg_catalog.quote_ident(w.fdwname),
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
            FROM pg_catalog.pg_options_to_table(s.srvoptions) AS o
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(s.oid, 'pg_foreign_server') AS comment,
    s.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_foreign_server AS s
INNER JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
WHERE
    s.oid >= 16384
    AND pg_catalog.starts_with(
        s.srvname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass
            AND e.objid = s.oid AND e.deptype = 'e'
    )
ORDER BY s.srvname;
