-- The constraints behind NOT NULL (from 18): a name is compared where an entry gives one. What only
-- a parent gives is usual as the parent has it.
SELECT
    'column' AS kind,
    n.nspname AS schema,
    c.relname AS "table",
    a.attname AS name,
    'not null constraint' AS "key",
    ARRAY[
        ARRAY['name', k.conname::pg_catalog.text],
        ARRAY['inheritance', CASE WHEN k.connoinherit THEN 'no inherit' ELSE 'inherit' END],
        ARRAY['validity', CASE WHEN k.convalidated THEN 'valid' ELSE 'not valid' END]
    ] AS actual,
    ARRAY[
        ARRAY['name', k.conname::pg_catalog.text],
        ARRAY['inheritance', 'inherit'],
        ARRAY['validity', CASE WHEN COALESCE(above.validated, true) THEN 'valid' ELSE 'not valid' END]
    ] AS usual,
    '' AS "every",
    k.xmin::pg_catalog.text::pg_catalog.int8 AS xid
FROM pg_catalog.pg_constraint AS k
INNER JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
LEFT JOIN LATERAL (
    SELECT pg_catalog.bool_and(pk.convalidated) AS validated
    FROM pg_catalog.pg_inherits AS i
    INNER JOIN pg_catalog.pg_attribute AS pa
        ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attisdropped
    INNER JOIN pg_catalog.pg_constraint AS pk
        ON pk.conrelid = pa.attrelid AND pk.contype = 'n' AND pk.conkey[1] = pa.attnum
    WHERE i.inhrelid = c.oid AND NOT k.conislocal
) AS above ON true
WHERE
    k.contype = 'n'
    AND c.relkind IN ('r', 'p')
    AND c.oid >= 16384
    AND n.nspname !~ '^pg_(toast|toast_temp_.*|temp_.*)$'
ORDER BY n.nspname, c.relname, a.attnum;
