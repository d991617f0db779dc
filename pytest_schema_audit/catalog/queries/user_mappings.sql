-- User mappings. Of options that hold secrets only the names are read. The catalog itself may be
-- read by superusers only; its view shows the options of one's own mappings, of those FOR PUBLIC to
-- the server's owner, and all of them to superusers.
SELECT
    'user mapping' AS kind,
    '' AS schema,
    '' AS "table",
    pg_catalog.format(
        'FOR %s SERVER %I',
        CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(m.usename) END,
        m.srvname
    ) AS name,
    COALESCE(
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
            FROM pg_catalog.pg_options_to_table(m.umoptions) AS o
        ) || ')',
        ''
    ) AS definition,
    '' AS enabled,
    NULL::pg_catalog.text AS comment,
    0::pg_catalog.int8 AS xid,
    false AS clone,
    CASE
        WHEN m.umoptions IS NOT NULL
            OR (
                m.umuser <> 0 AND m.usename = CURRENT_USER
                AND (
                    pg_catalog.pg_has_role(s.srvowner, 'USAGE')
                    OR pg_catalog.has_server_privilege(s.oid, 'USAGE')
                )
            )
            OR (m.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE'))
            OR (SELECT r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = CURRENT_USER)
        THEN ''
        ELSE pg_catalog.format(
            'the role %I may not read the options of this mapping', CURRENT_USER
        )
    END AS hidden
FROM pg_catalog.pg_user_mappings AS m
INNER JOIN pg_catalog.pg_foreign_server AS s ON s.oid = m.srvid
WHERE
    m.umid >= 16384
    AND pg_catalog.starts_with(
        m.srvname::pg_catalog.text,
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_user_mapping'::pg_catalog.regclass
            AND e.objid = m.umid AND e.deptype = 'e'
    )
ORDER BY name;
