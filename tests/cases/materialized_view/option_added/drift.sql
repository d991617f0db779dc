ALTER MATERIALIZED VIEW "odd.x"."V ""q" SET (autovacuum_enabled = off);
