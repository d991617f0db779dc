CREATE TYPE "character" AS ENUM ('a');
CREATE TYPE "double" AS (x double precision);
CREATE TYPE "interval" AS ENUM ('a');
CREATE DOMAIN "bit" AS bit varying(5);
CREATE DOMAIN "integer" AS int;
CREATE DOMAIN "time" AS time(3) with time zone;
CREATE DOMAIN "timestamp" AS timestamp;
CREATE TYPE "Timestamp" AS ENUM ('a');
CREATE TABLE t (
    a varchar(20), b "character", c char(3)[], d double precision, e "double", f interval(3), g public.interval,
    h bit varying(5), i public.bit, j int, k "integer"[], l time(3), m public.time, n timestamp, o public.timestamp,
    p timestamptz, q "Timestamp"
);
CREATE FUNCTION f(int, timestamp, varchar) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f("integer", public.timestamp, "character"[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE CAST ("character" AS double precision) WITH INOUT;
