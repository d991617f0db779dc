-- Privileges on the user's objects, beside those that PostgreSQL gives by default (acldefault). Who
-- granted one makes no difference to what it allows. `every` is what ALL stands for. Names are those
-- of the queries that describe the objects.
WITH path AS MATERIALIZED (
    SELECT pg_catalog.set_config('search_path', 'pg_catalog, public', true)
),
-- Sequences of identity columns, whose privileges are the columns', where they are not as usual.
identities AS (
    SELECT d.refobjid, d.refobjsubid, s.oid, s.xmin
    FROM pg_catalog.pg_depend AS d
    INNER JOIN pg_catalog.pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
    CROSS JOIN pg_catalog.acldefault('s', s.relowner) AS a (usual)
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.deptype = 'i'
        AND NOT (s.relacl <@ a.usual AND s.relacl @> a.usual)
),
listed AS (
    SELECT
        CASE c.relkind
            WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
            WHEN 'S' THEN 'sequence' ELSE 'table'
        END AS kind,
        c.relnamespace AS namespace,
        '' AS relation,
        c.relname::pg_catalog.text AS name,
        c.relowner AS owner,
        CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::pg_catalog."char" AS type,
        c.relacl AS acl,
        NULL::pg_catalog.aclitem[] AS usual,
        CASE WHEN c.relkind IN ('v', 'm', 'f') THEN c.oid END AS with_columns,
        NULL::pg_catalog.oid AS sequence,
        CASE
            WHEN c.relkind IN ('v', 'm', 'f') THEN
                (
                    SELECT w.xid
                    FROM (
                        SELECT c.xmin AS xid
                        UNION ALL
                        SELECT a.xmin
                        FROM pg_catalog.pg_attribute AS a
                        WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL
                    ) AS w
                    ORDER BY pg_catalog.age(w.xid)
                    LIMIT 1
                )
            ELSE c.xmin
        END AS xid
    FROM pg_catalog.pg_class AS c
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.oid >= 16384
    UNION ALL
    SELECT
        'column', c.relnamespace, c.relname::pg_catalog.text, a.attname::pg_catalog.text,
        c.relowner, 'c', a.attacl, pg_catalog.acldefault('c', 0), NULL, i.oid,
        COALESCE(i.xmin, a.xmin)
    FROM pg_catalog.pg_attribute AS a
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
    LEFT JOIN identities AS i ON i.refobjid = a.attrelid AND i.refobjsubid = a.attnum
    WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT
        CASE t.typtype
            WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type'
            WHEN 'c' THEN 'composite type' ELSE 'base type'
        END,
        t.typnamespace, '', t.typname::pg_catalog.text, t.typowner, 'T', t.typacl, NULL, NULL, NULL,
        t.xmin
    FROM pg_catalog.pg_type AS t
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
    WHERE t.oid >= 16384 AND t.typtype <> 'm' AND (t.typtype <> 'c' OR c.relkind = 'c')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.typarray = t.oid)
    UNION ALL
    SELECT
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
        p.pronamespace,
        '',
        pg_catalog.format(
            '%s(%s)',
            CASE
                WHEN p.proname ~ '[(."]' THEN pg_catalog.quote_ident(p.proname)
                ELSE p.proname::pg_catalog.text
            END,
            pg_catalog.oidvectortypes(p.proargtypes)
        ),
        p.proowner, 'f', p.proacl, NULL, NULL, NULL, p.xmin
    FROM path CROSS JOIN pg_catalog.pg_proc AS p
    WHERE p.oid >= 16384
    UNION ALL
    SELECT
        'schema', 0::pg_catalog.oid, '', o.nspname::pg_catalog.text, o.nspowner, 'n', o.nspacl,
        CASE
            WHEN o.nspname <> 'public' THEN NULL
            -- As initdb makes it: before 15, everybody could create objects there.
            WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 150000
            THEN pg_catalog.acldefault('n', o.nspowner)
                || pg_catalog.makeaclitem(0, o.nspowner, 'USAGE', false)
                || pg_catalog.makeaclitem(0, o.nspowner, 'CREATE', false)
            ELSE pg_catalog.acldefault('n', o.nspowner)
                || pg_catalog.makeaclitem(0, o.nspowner, 'USAGE', false)
        END, NULL, NULL, o.xmin
    FROM pg_catalog.pg_namespace AS o
    WHERE o.oid >= 16384 OR o.nspname = 'public'
    UNION ALL
    SELECT
        'language', 0::pg_catalog.oid, '', o.lanname::pg_catalog.text, o.lanowner, 'l', o.lanacl,
        NULL, NULL, NULL, o.xmin
    FROM pg_catalog.pg_language AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'foreign data wrapper', 0::pg_catalog.oid, '', o.fdwname::pg_catalog.text, o.fdwowner, 'F',
        o.fdwacl, NULL, NULL, NULL, o.xmin
    FROM pg_catalog.pg_foreign_data_wrapper AS o
    WHERE o.oid >= 16384
    UNION ALL
    SELECT
        'foreign server', 0::pg_catalog.oid, '', o.srvname::pg_catalog.text, o.srvowner, 'S',
        o.srvacl, NULL, NULL, NULL, o.xmin
    FROM pg_catalog.pg_foreign_server AS o
    WHERE o.oid >= 16384
    UNION ALL
    -- Those of a schema are added to what is given everywhere.
    SELECT
        'default privilege', o.defaclnamespace, '', pg_catalog.format(
            'FOR ROLE %s ON %s', pg_catalog.pg_get_userbyid(o.defaclrole),
            CASE o.defaclobjtype
                WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS'
            END
        ),
        o.defaclrole, CASE o.defaclobjtype WHEN 'S' THEN 's' ELSE o.defaclobjtype END, o.defaclacl,
        CASE WHEN o.defaclnamespace <> 0 THEN pg_catalog.acldefault('c', 0) END, NULL, NULL,
        o.xmin
    FROM pg_catalog.pg_default_acl AS o
),
defaulted AS (
    SELECT
        l.*,
        COALESCE(n.nspname, '') AS schema,
        COALESCE(l.usual, pg_catalog.acldefault(l.type, l.owner)) AS given,
        CASE WHEN l.type <> 'c' THEN pg_catalog.acldefault(l.type, l.owner) END AS every
    FROM listed AS l
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = NULLIF(l.namespace, 0)
    WHERE n.nspname IS NULL OR n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
)
SELECT
    d.kind,
    d.schema,
    d.relation AS "table",
    d.name,
    'grants' AS "key",
    ARRAY(
        SELECT
            ARRAY[
                CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(e.grantee) END,
                e.privilege_type || CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
            ]
        FROM pg_catalog.aclexplode(COALESCE(d.acl, d.given)) AS e
    )
    || ARRAY(
        -- Columns of views and foreign tables have no entries of their own.
        SELECT
            ARRAY[
                CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(e.grantee) END,
                pg_catalog.format('%s (%I)', e.privilege_type, a.attname)
                || CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
            ]
        FROM pg_catalog.pg_attribute AS a
        CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) AS e
        WHERE a.attrelid = d.with_columns
    )
    || ARRAY(
        SELECT
            ARRAY[
                CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(e.grantee) END,
                e.privilege_type || ' ON SEQUENCE'
                || CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
            ]
        FROM pg_catalog.pg_class AS s
        CROSS JOIN LATERAL pg_catalog.aclexplode(s.relacl) AS e
        WHERE s.oid = d.sequence
    ) AS actual,
    ARRAY(
        SELECT
            ARRAY[
                CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(e.grantee) END,
                e.privilege_type
            ]
        FROM pg_catalog.aclexplode(d.given) AS e
    )
    || ARRAY(
        SELECT ARRAY[pg_catalog.pg_get_userbyid(e.grantee), e.privilege_type || ' ON SEQUENCE']
        FROM pg_catalog.pg_class AS s
        CROSS JOIN LATERAL pg_catalog.aclexplode(pg_catalog.acldefault('s', s.relowner)) AS e
        WHERE s.oid = d.sequence
    ) AS usual,
    CASE d.type
        WHEN 'c' THEN 'SELECT, INSERT, UPDATE, REFERENCES'
        ELSE (
            SELECT pg_catalog.string_agg(e.privilege_type, ', ')
            FROM pg_catalog.aclexplode(d.every) AS e
            WHERE e.grantee = d.owner
        )
    END AS "every",
    d.xid::pg_catalog.text::pg_catalog.int8 AS xid
FROM defaulted AS d
ORDER BY d.kind, d.schema, d.relation, d.name;
