-- What objects made later are given, by the role that makes them and their schema. What is given is
-- among the privileges.
SELECT
    'default privilege' AS kind,
    COALESCE(n.nspname, '') AS schema,
    '' AS "table",
    pg_catalog.format(
        'FOR ROLE %s ON %s',
        pg_catalog.pg_get_userbyid(d.defaclrole),
        CASE d.defaclobjtype
            WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
            WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS'
        END
    ) AS name,
    '' AS definition,
    '' AS enabled,
    NULL::pg_catalog.text AS comment,
    d.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_default_acl AS d
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = NULLIF(d.defaclnamespace, 0)
WHERE pg_catalog.starts_with(
    COALESCE(n.nspname::pg_catalog.text, ''),
    COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
)
ORDER BY 2, 4;
