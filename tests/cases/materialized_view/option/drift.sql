ALTER MATERIALIZED VIEW totals SET (fillfactor = 80);
