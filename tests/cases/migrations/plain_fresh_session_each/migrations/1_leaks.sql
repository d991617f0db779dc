CREATE SCHEMA other;
SET search_path = other;
SET lock_timeout = '1ms';
CREATE TEMP TABLE scratch (x int);
SET ROLE pg_monitor;
