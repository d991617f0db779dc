-- Who owns the user's objects, beside the owner of the database, to whom they usually belong.
-- Names are those of the queries that describe the objects.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
owned AS (
    SELECT
        CASE c.relkind
            WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
            WHEN 'S' THEN 'sequence' ELSE 'table'
        END AS kind,
        c.relnamespace AS namespace,
        c.relname::pg_catalog.text AS name,
        c.relowner AS owner,
        -- A sequence that a column owns belongs to the owner of the table.
        (
            SELECT t.relowner
            FROM pg_catalog.pg_depend AS d
            INNER JOIN pg_catalog.pg_class AS t ON t.oid = d.refobjid
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.objid = c.oid
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.refobjsubid <> 0
                AND d.deptype IN ('a', 'i')
                AND c.relkind = 'S'
        ) AS usual,
        c.xmin AS xid
    FROM pg_catalog.pg_class AS c
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.oid >= 16384
    UNION ALL
    SELECT
        CASE t.typtype
            WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type'
            WHEN 'c' THEN 'composite type' ELSE 'base type'
        END,
        t.typnamespace, t.typname::pg_catalog.text, t.typowner, NULL, t.xmin
    FROM pg_catalog.pg_type AS t
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
    WHERE t.oid >= 16384 AND t.typtype <> 'm' AND (t.typtype <> 'c' OR c.relkind = 'c')
    UNION ALL
    SELECT
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
        p.pronamespace,
        pg_catalog.format(
            '%s(%s)',
            CASE
                WHEN p.proname ~ '[(."]' THEN pg_catalog.quote_ident(p.proname)
                ELSE p.proname::pg_catalog.text
            END,
            pg_catalog.oidvectortypes(p.proargtypes)
        ),
        p.proowner, NULL, p.xmin
    FROM path CROSS JOIN pg_catalog.pg_proc AS p
    WHERE p.oid >= 16384
    UNION ALL
    SELECT 'collation', o.collnamespace, o.collname::pg_catalog.text, o.collowner, NULL, o.xmin
    FROM pg_catalog.pg_collation AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'conversion', o.connamespace, o.conname::pg_catalog.text, o.conowner, NULL, o.xmin
    FROM pg_catalog.pg_conversion AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'operator', o.oprnamespace, pg_catalog.format(
            '%s(%s, %s)', o.oprname,
            CASE o.oprleft WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END,
            CASE o.oprright WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END
        ), o.oprowner, NULL, o.xmin
    FROM path CROSS JOIN pg_catalog.pg_operator AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'operator class', o.opcnamespace, pg_catalog.format('%s USING %s', o.opcname, m.amname),
        o.opcowner, NULL, o.xmin
    FROM pg_catalog.pg_opclass AS o
    INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opcmethod
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'operator family', o.opfnamespace, pg_catalog.format('%s USING %s', o.opfname, m.amname),
        o.opfowner, NULL, o.xmin
    FROM pg_catalog.pg_opfamily AS o
    INNER JOIN pg_catalog.pg_am AS m ON m.oid = o.opfmethod
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'text search configuration', o.cfgnamespace, o.cfgname::pg_catalog.text, o.cfgowner, NULL, o.xmin
    FROM pg_catalog.pg_ts_config AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'text search dictionary', o.dictnamespace, o.dictname::pg_catalog.text, o.dictowner, NULL, o.xmin
    FROM pg_catalog.pg_ts_dict AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'statistics', o.stxnamespace, o.stxname::pg_catalog.text, o.stxowner, NULL, o.xmin
    FROM pg_catalog.pg_statistic_ext AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'schema', 0::pg_catalog.oid, o.nspname::pg_catalog.text, o.nspowner,
        -- Public belongs to whoever owns the database, before 15 to the first superuser.
        CASE
            WHEN o.nspname = 'public' AND (r.rolname = 'pg_database_owner' OR r.oid = 10)
            THEN o.nspowner
        END,
        o.xmin
    FROM pg_catalog.pg_namespace AS o
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = o.nspowner
    WHERE o.oid >= 16384 OR o.nspname = 'public'
    UNION ALL
    SELECT
        'extension', 0::pg_catalog.oid, o.extname::pg_catalog.text, o.extowner,
        CASE WHEN o.oid < 16384 THEN o.extowner END, o.xmin
    FROM pg_catalog.pg_extension AS o
    UNION ALL
    SELECT 'language', 0::pg_catalog.oid, o.lanname::pg_catalog.text, o.lanowner, NULL, o.xmin
    FROM pg_catalog.pg_language AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'foreign data wrapper', 0::pg_catalog.oid, o.fdwname::pg_catalog.text, o.fdwowner, NULL, o.xmin
    FROM pg_catalog.pg_foreign_data_wrapper AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'foreign server', 0::pg_catalog.oid, o.srvname::pg_catalog.text, o.srvowner, NULL, o.xmin
    FROM pg_catalog.pg_foreign_server AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT 'publication', 0::pg_catalog.oid, o.pubname::pg_catalog.text, o.pubowner, NULL, o.xmin
    FROM pg_catalog.pg_publication AS o
    UNION ALL
    SELECT 'subscription', 0::pg_catalog.oid, o.subname::pg_catalog.text, o.subowner, NULL, '0'::pg_catalog.xid
    FROM pg_catalog.pg_subscription AS o
    INNER JOIN pg_catalog.pg_database AS b
        ON b.oid = o.subdbid AND b.datname = pg_catalog.current_database()
    UNION ALL
    SELECT 'event trigger', 0::pg_catalog.oid, o.evtname::pg_catalog.text, o.evtowner, NULL, o.xmin
    FROM pg_catalog.pg_event_trigger AS o
)
SELECT
    o.kind,
    COALESCE(n.nspname, '') AS schema,
    '' AS "table",
    o.name,
    'owner' AS "key",
    ARRAY[pg_catalog.pg_get_userbyid(o.owner)]::pg_catalog.text[] AS actual,
    ARRAY[pg_catalog.pg_get_userbyid(COALESCE(o.usual, b.datdba))]::pg_catalog.text[] AS usual,
    '' AS "every",
    o.xid::pg_catalog.text::pg_catalog.int8 AS xid
FROM owned AS o
INNER JOIN pg_catalog.pg_database AS b ON b.datname = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = NULLIF(o.namespace, 0)
WHERE n.nspname IS NULL OR n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
ORDER BY o.kind, n.nspname, o.name;
