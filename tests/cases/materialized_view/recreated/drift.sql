DROP MATERIALIZED VIEW totals;
CREATE MATERIALIZED VIEW totals WITH (autovacuum_enabled = false, fillfactor = 70) AS
    SELECT i.code, sum(i.n) AS total FROM item AS i JOIN zone AS z ON z.code = i.code
    WHERE i.code IN ('a', 'b') GROUP BY i.code;
CREATE UNIQUE INDEX totals_code_key ON totals (code);
CREATE INDEX totals_total_idx ON totals (total DESC) WHERE total > 1;
