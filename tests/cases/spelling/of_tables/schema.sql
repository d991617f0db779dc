CREATE UNLOGGED TABLE quick () WITH (fillfactor = 70, autovacuum_enabled = 0);
CREATE TABLE "Log" (at timestamptz, "Kind" text) PARTITION BY RANGE (lower("Kind"), date_trunc('day', at AT TIME ZONE 'UTC'));
CREATE SCHEMA app;
CREATE TABLE app.log (at date, n integer) PARTITION BY RANGE (at, n);
CREATE TABLE app.log_1 PARTITION OF app.log FOR VALUES FROM ('2024-01-01', MINVALUE) TO ('2025-01-01', 5);
