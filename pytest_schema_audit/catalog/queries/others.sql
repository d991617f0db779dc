-- Every object of the user that the other queries leave out, so that no kind passes unseen.
-- One branch per catalog; members of extensions and what PostgreSQL makes by itself are left out.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
found AS (
    SELECT
        CASE c.relkind
            WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'foreign table'
        END AS kind,
        c.relnamespace AS namespace,
        c.relname::pg_catalog.text AS name,
        'pg_catalog.pg_class'::pg_catalog.regclass AS classid,
        c.oid AS objid,
        c.xmin AS xmin
    FROM pg_catalog.pg_class AS c
    WHERE c.relkind IN ('v', 'm', 'f')
    UNION ALL
    SELECT
        CASE t.typtype
            WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' WHEN 'c' THEN 'composite type'
            ELSE 'base type'
        END,
        t.typnamespace, t.typname::pg_catalog.text,
        'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, t.xmin
    FROM pg_catalog.pg_type AS t
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
    WHERE t.typtype IN ('d', 'r', 'b', 'p', 'c')
        AND (t.typtype <> 'c' OR c.relkind = 'c')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.typarray = t.oid)
    UNION ALL
    SELECT
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
        p.pronamespace,
        pg_catalog.format('%s(%s)', p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
        'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, p.xmin
    FROM path CROSS JOIN pg_catalog.pg_proc AS p
    WHERE p.oid >= 16384
    UNION ALL
    SELECT
        'trigger', c.relnamespace, pg_catalog.format('%s.%s', c.relname, t.tgname),
        'pg_catalog.pg_trigger'::pg_catalog.regclass, t.oid, t.xmin
    FROM pg_catalog.pg_trigger AS t
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL
    SELECT
        'policy', c.relnamespace, pg_catalog.format('%s.%s', c.relname, p.polname),
        'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid, p.xmin
    FROM pg_catalog.pg_policy AS p
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
    UNION ALL
    SELECT
        'rule', c.relnamespace, pg_catalog.format('%s.%s', c.relname, r.rulename),
        'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, r.xmin
    FROM pg_catalog.pg_rewrite AS r
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
    WHERE NOT (r.rulename = '_RETURN' AND c.relkind IN ('v', 'm'))
    UNION ALL
    SELECT
        'collation', o.collnamespace, o.collname::pg_catalog.text,
        'pg_catalog.pg_collation'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_collation AS o
    UNION ALL
    SELECT
        'conversion', o.connamespace, o.conname::pg_catalog.text,
        'pg_catalog.pg_conversion'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_conversion AS o
    UNION ALL
    SELECT
        'cast', NULL, pg_catalog.format(
            '(%s AS %s)',
            pg_catalog.format_type(o.castsource, NULL), pg_catalog.format_type(o.casttarget, NULL)
        ),
        'pg_catalog.pg_cast'::pg_catalog.regclass, o.oid, o.xmin
    FROM path CROSS JOIN pg_catalog.pg_cast AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'operator', o.oprnamespace, pg_catalog.format(
            '%s(%s, %s)', o.oprname,
            CASE o.oprleft WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END,
            CASE o.oprright WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END
        ),
        'pg_catalog.pg_operator'::pg_catalog.regclass, o.oid, o.xmin
    FROM path CROSS JOIN pg_catalog.pg_operator AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'operator class', o.opcnamespace, pg_catalog.format('%s USING %s', o.opcname, m.amname),
        'pg_catalog.pg_opclass'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_opclass AS o
    INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opcmethod
    UNION ALL
    SELECT
        'operator family', o.opfnamespace, pg_catalog.format('%s USING %s', o.opfname, m.amname),
        'pg_catalog.pg_opfamily'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_opfamily AS o
    INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opfmethod
    UNION ALL
    SELECT
        'text search configuration', o.cfgnamespace, o.cfgname::pg_catalog.text,
        'pg_catalog.pg_ts_config'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_ts_config AS o
    UNION ALL
    SELECT
        'text search dictionary', o.dictnamespace, o.dictname::pg_catalog.text,
        'pg_catalog.pg_ts_dict'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_ts_dict AS o
    UNION ALL
    SELECT
        'text search parser', o.prsnamespace, o.prsname::pg_catalog.text,
        'pg_catalog.pg_ts_parser'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_ts_parser AS o
    UNION ALL
    SELECT
        'text search template', o.tmplnamespace, o.tmplname::pg_catalog.text,
        'pg_catalog.pg_ts_template'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_ts_template AS o
    UNION ALL
    SELECT
        'statistics', o.stxnamespace, o.stxname::pg_catalog.text,
        'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_statistic_ext AS o
    UNION ALL
    SELECT
        'schema', NULL, o.nspname::pg_catalog.text,
        'pg_catalog.pg_namespace'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_namespace AS o
    WHERE o.nspname !~ '^pg_(toast_)?temp_'
    UNION ALL
    SELECT
        'extension', NULL, o.extname::pg_catalog.text,
        'pg_catalog.pg_extension'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_extension AS o
    UNION ALL
    SELECT
        'language', NULL, o.lanname::pg_catalog.text,
        'pg_catalog.pg_language'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_language AS o
    UNION ALL
    SELECT
        'access method', NULL, o.amname::pg_catalog.text,
        'pg_catalog.pg_am'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_am AS o
    UNION ALL
    SELECT
        'transform', NULL, pg_catalog.format(
            'FOR %s LANGUAGE %s', pg_catalog.format_type(o.trftype, NULL), l.lanname
        ),
        'pg_catalog.pg_transform'::pg_catalog.regclass, o.oid, o.xmin
    FROM path
    CROSS JOIN pg_catalog.pg_transform AS o
    INNER JOIN pg_catalog.pg_language AS l ON l.oid = o.trflang
    UNION ALL
    SELECT
        'foreign data wrapper', NULL, o.fdwname::pg_catalog.text,
        'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_foreign_data_wrapper AS o
    UNION ALL
    SELECT
        'foreign server', NULL, o.srvname::pg_catalog.text,
        'pg_catalog.pg_foreign_server'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_foreign_server AS o
    UNION ALL
    -- pg_user_mapping itself may be read by superusers only: it can hold passwords.
    SELECT
        'user mapping', NULL, pg_catalog.format('FOR %s SERVER %s', o.usename, o.srvname),
        'pg_catalog.pg_user_mapping'::pg_catalog.regclass, o.umid, '0'::pg_catalog.xid
    FROM pg_catalog.pg_user_mappings AS o
    UNION ALL
    SELECT
        'publication', NULL, o.pubname::pg_catalog.text,
        'pg_catalog.pg_publication'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_publication AS o
    UNION ALL
    SELECT
        'subscription', NULL, o.subname::pg_catalog.text,
        'pg_catalog.pg_subscription'::pg_catalog.regclass, o.oid, '0'::pg_catalog.xid
    FROM pg_catalog.pg_subscription AS o
    INNER JOIN pg_catalog.pg_database AS b
        ON b.oid = o.subdbid AND b.datname = pg_catalog.current_database()
    UNION ALL
    SELECT
        'event trigger', NULL, o.evtname::pg_catalog.text,
        'pg_catalog.pg_event_trigger'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_event_trigger AS o
    UNION ALL
    SELECT
        'default privilege', o.defaclnamespace, pg_catalog.format(
            'FOR ROLE %s ON %s', pg_catalog.pg_get_userbyid(o.defaclrole),
            CASE o.defaclobjtype
                WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS'
            END
        ),
        'pg_catalog.pg_default_acl'::pg_catalog.regclass, o.oid, o.xmin
    FROM pg_catalog.pg_default_acl AS o
)
SELECT
    f.kind,
    COALESCE(n.nspname, '') AS schema,
    f.name,
    f.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM found AS f
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = NULLIF(f.namespace, 0)
WHERE
    f.objid >= 16384
    AND (
        n.nspname IS NULL
        OR (n.nspname <> 'pg_toast' AND n.nspname !~ '^pg_(toast_)?temp_')
    )
    AND pg_catalog.starts_with(
        COALESCE(n.nspname::pg_catalog.text, ''),
        COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = f.classid AND d.objid = f.objid AND d.objsubid = 0
            -- e: member of an extension; i: a range type's constructor functions and cast.
            AND (d.deptype = 'e' OR (d.deptype = 'i' AND f.kind IN ('function', 'cast')))
    )
ORDER BY f.kind, n.nspname, f.name;
