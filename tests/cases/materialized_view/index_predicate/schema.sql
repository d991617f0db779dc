CREATE TABLE item (code varchar(10), n numeric(10,2));
CREATE TABLE zone (code varchar(10));
CREATE SCHEMA "odd.x";
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 70, autovacuum_enabled = false) AS
    SELECT i.code, sum(i.n) AS total FROM item AS i JOIN zone AS z ON z.code = i.code
    WHERE i.code IN ('a', 'b') GROUP BY i.code;
CREATE UNIQUE INDEX totals_code_key ON totals (code);
CREATE INDEX totals_total_idx ON totals (total DESC) WHERE total > 1;
CREATE MATERIALIZED VIEW "odd.x"."V ""q" AS SELECT 1 AS a;
COMMENT ON MATERIALIZED VIEW "odd.x"."V ""q" IS 'one';
