-- What somebody changed inside extensions: members written after the extension was installed or
-- updated, and after they became members; and what became a member later than that, unless all
-- did, as after pg_upgrade. A member whose privileges are not those that the
-- extension gave was written by a GRANT, which is its privileges' matter. Rows of tables are
-- written by foreign keys to them too: those of their columns and of what is on them tell.
WITH members AS (
    SELECT
        x.extname,
        x.xmin AS installed,
        d.xmin AS joined,
        pg_catalog.age(d.xmin) < pg_catalog.age(x.xmin)
        AND pg_catalog.max(pg_catalog.age(d.xmin)) OVER (PARTITION BY x.oid)
        >= pg_catalog.age(x.xmin) AS added,
        d.classid,
        d.objid,
        COALESCE(p.xmin, t.xmin, w.xmin, k.xmin, a.written) AS written,
        COALESCE(p.proacl, t.typacl, w.fdwacl, c.relacl) AS acl,
        COALESCE(p.proowner, t.typowner, w.fdwowner, c.relowner) AS owner,
        i.initprivs
    FROM pg_catalog.pg_extension AS x
    INNER JOIN pg_catalog.pg_depend AS d
        ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        AND d.refobjid = x.oid
        AND d.deptype = 'e'
    LEFT JOIN pg_catalog.pg_init_privs AS i
        ON i.objoid = d.objid AND i.classoid = d.classid AND i.objsubid = 0
    LEFT JOIN pg_catalog.pg_proc AS p
        ON p.oid = d.objid AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
    LEFT JOIN pg_catalog.pg_type AS t
        ON t.oid = d.objid AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
    LEFT JOIN pg_catalog.pg_foreign_data_wrapper AS w
        ON w.oid = d.objid
        AND d.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
    LEFT JOIN pg_catalog.pg_cast AS k
        ON k.oid = d.objid AND d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
    LEFT JOIN pg_catalog.pg_class AS c
        ON c.oid = d.objid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    LEFT JOIN LATERAL (
        SELECT (pg_catalog.array_agg(f.xid ORDER BY pg_catalog.age(f.xid)))[1] AS written
        FROM (
            SELECT a.xmin FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0
            UNION ALL
            SELECT r.xmin FROM pg_catalog.pg_rewrite AS r WHERE r.ev_class = c.oid
            UNION ALL
            SELECT y.xmin FROM pg_catalog.pg_policy AS y WHERE y.polrelid = c.oid
            UNION ALL
            SELECT g.xmin FROM pg_catalog.pg_trigger AS g
            WHERE g.tgrelid = c.oid AND NOT g.tgisinternal
            UNION ALL
            SELECT n.xmin FROM pg_catalog.pg_index AS n WHERE n.indrelid = c.oid
            UNION ALL
            SELECT s.xmin FROM pg_catalog.pg_constraint AS s WHERE s.conrelid = c.oid
        ) AS f (xid)
    ) AS a ON true
    WHERE x.oid >= 16384
),
told AS (
    SELECT
        m.*,
        o.type || ' ' || o.identity AS name,
        m.acl IS NOT DISTINCT FROM m.initprivs
        AND pg_catalog.age(m.written) < pg_catalog.age(m.installed)
        AND pg_catalog.age(m.written) < pg_catalog.age(m.joined) AS changed,
        granted.now,
        granted.initially
    FROM members AS m
    CROSS JOIN LATERAL (
        SELECT
            pg_catalog.string_agg(g.item, ', ' ORDER BY g.item COLLATE "C")
                FILTER (WHERE g.now) AS now,
            pg_catalog.string_agg(g.item, ', ' ORDER BY g.item COLLATE "C")
                FILTER (WHERE NOT g.now) AS initially
        FROM (
            SELECT DISTINCT
                s.now,
                pg_catalog.format(
                    '%s to %s', e.privilege_type,
                    CASE e.grantee WHEN 0 THEN 'PUBLIC'
                        ELSE pg_catalog.pg_get_userbyid(e.grantee) END
                ) AS item
            FROM (VALUES (true, m.acl), (false, m.initprivs)) AS s (now, acl)
            CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(
                s.acl,
                CASE m.classid
                    WHEN 'pg_catalog.pg_proc'::pg_catalog.regclass
                    THEN pg_catalog.acldefault('f', m.owner)
                    WHEN 'pg_catalog.pg_type'::pg_catalog.regclass
                    THEN pg_catalog.acldefault('T', m.owner)
                END
            )) AS e
            WHERE e.grantee <> m.owner
        ) AS g
    ) AS granted
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(m.classid, m.objid, 0) AS o
    WHERE
        m.acl IS DISTINCT FROM m.initprivs
        OR m.added
        OR (
            pg_catalog.age(m.written) < pg_catalog.age(m.installed)
            AND pg_catalog.age(m.written) < pg_catalog.age(m.joined)
        )
)
SELECT
    'extension' AS kind,
    '' AS schema,
    '' AS "table",
    x.extname AS name,
    k."key",
    COALESCE(
        pg_catalog.array_agg(ARRAY[t.name, k.actual] ORDER BY t.name) FILTER (WHERE k.differs),
        '{}'
    ) AS actual,
    COALESCE(
        pg_catalog.array_agg(ARRAY[t.name, k.usual] ORDER BY t.name) FILTER (WHERE k.differs),
        '{}'
    ) AS usual,
    '' AS "every",
    COALESCE(
        (
            pg_catalog.array_agg(k.xid ORDER BY pg_catalog.age(k.xid))
            FILTER (WHERE k.differs)
        )[1]::pg_catalog.text::pg_catalog.int8,
        0
    ) AS xid
FROM pg_catalog.pg_extension AS x
LEFT JOIN told AS t ON t.extname = x.extname
CROSS JOIN LATERAL (
    VALUES
        (
            'members',
            CASE WHEN t.added THEN 'added' ELSE 'changed' END,
            CASE WHEN t.added THEN 'no member' ELSE 'as installed' END,
            COALESCE(t.added OR t.changed, false),
            CASE WHEN t.added THEN t.joined ELSE t.written END
        ),
        (
            'member grants', COALESCE(t.now, 'none'), COALESCE(t.initially, 'none'),
            NOT t.added AND t.now IS DISTINCT FROM t.initially,
            t.written
        )
) AS k ("key", actual, usual, differs, xid)
WHERE x.oid >= 16384
GROUP BY x.extname, k."key"
ORDER BY x.extname, k."key";
