-- Subscriptions of this database: what they subscribe to, and how. Never the connection, which may
-- hold a password and which only superusers may read; its column is not named here. Whether one is
-- enabled is an option of CREATE SUBSCRIPTION.
WITH older AS (
    -- Columns that this major does not have yet are found here instead, with their defaults.
    SELECT
        'd'::pg_catalog."char" AS subtwophasestate,
        false AS subdisableonerr,
        'any' AS suborigin,
        true AS subpasswordrequired,
        false AS subrunasowner,
        false AS subfailover
)
SELECT
    'subscription' AS kind,
    '' AS schema,
    '' AS "table",
    s.subname AS name,
    pg_catalog.concat_ws(
        ' ',
        'PUBLICATION ' || (
            SELECT pg_catalog.string_agg(pg_catalog.quote_ident(u.name), ', ' ORDER BY u.name)
            FROM pg_catalog.unnest(s.subpublications) AS u (name)
        ),
        'WITH (' || NULLIF(
            pg_catalog.concat_ws(
                ', ',
                CASE WHEN s.subbinary THEN 'binary = true' END,
                CASE WHEN m.subdisableonerr THEN 'disable_on_error = true' END,
                CASE WHEN NOT s.subenabled THEN 'enabled = false' END,
                CASE WHEN m.subfailover THEN 'failover = true' END,
                CASE WHEN m.suborigin <> 'any'
                    THEN pg_catalog.format('origin = %L', m.suborigin) END,
                CASE WHEN NOT m.subpasswordrequired THEN 'password_required = false' END,
                CASE WHEN m.subrunasowner THEN 'run_as_owner = true' END,
                CASE WHEN s.subslotname IS DISTINCT FROM s.subname
                    THEN 'slot_name = ' || COALESCE(pg_catalog.quote_literal(s.subslotname), 'NONE')
                    END,
                'streaming = ' || NULLIF(
                    CASE s.substream::pg_catalog.text
                        WHEN 't' THEN 'on' WHEN 'true' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off'
                    END,
                    CASE
                        WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4
                        >= 180000 THEN 'parallel' ELSE 'off'
                    END
                ),
                CASE WHEN s.subsynccommit <> 'off'
                    THEN pg_catalog.format('synchronous_commit = %L', s.subsynccommit) END,
                CASE WHEN m.subtwophasestate <> 'd' THEN 'two_phase = true' END
            ), ''
        ) || ')'
    ) AS definition,
    '' AS enabled,
    pg_catalog.obj_description(s.oid, 'pg_subscription') AS comment,
    0::pg_catalog.int8 AS xid
FROM pg_catalog.pg_subscription AS s
INNER JOIN pg_catalog.pg_database AS b
    ON b.oid = s.subdbid AND b.datname = pg_catalog.current_database()
CROSS JOIN older
CROSS JOIN LATERAL (
    SELECT
        subtwophasestate,
        subdisableonerr,
        suborigin,
        subpasswordrequired,
        subrunasowner,
        subfailover
    FROM pg_catalog.pg_subscription AS o
    WHERE o.oid = s.oid
) AS m
WHERE pg_catalog.starts_with(
    s.subname::pg_catalog.text,
    COALESCE(pg_catalog.current_setting('schema_audit.prefix', true), '')
)
ORDER BY s.subname;
