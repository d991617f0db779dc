-- Foreign-data wrappers of the user. Of options that hold secrets only the names are read.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
)
SELECT
    'foreign data wrapper' AS kind,
    '' AS schema,
    '' AS "table",
    w.fdwname AS name,
    pg_catalog.concat_ws(
        ' ',
        CASE WHEN w.fdwhandler <> 0
            THEN 'HANDLER ' || w.fdwhandler::pg_catalog.regproc::pg_catalog.text END,
        CASE WHEN w.fdwvalidator <> 0
            THEN 'VALIDATOR ' || w.fdwvalidator::pg_catalog.regproc::pg_catalog.text END,
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
            FROM pg_catalog.pg_options_to_table(w.fdwoptions) AS o
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(w.oid, 'pg_foreign_data_wrapper') AS comment,
    w.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM path
CROSS JOIN pg_catalog.pg_foreign_data_wrapper AS w
WHERE
    w.oid >= 16384
    AND pg_catalog.starts_with(
        w.fdwname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
            AND e.objid = w.oid AND e.deptype = 'e'
    )
ORDER BY w.fdwname;
