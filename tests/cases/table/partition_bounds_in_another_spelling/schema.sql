CREATE SCHEMA log;
CREATE TYPE log.region AS ENUM ('eu', 'us', 'uk');
CREATE TABLE log.event (at timestamptz, day date, number bigint, region log.region, name text)
    PARTITION BY RANGE (at, number);
CREATE TABLE log.old PARTITION OF log.event
    FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2026-01-01 00:00:00+00', -5);
CREATE TABLE log.now PARTITION OF log.event
    FOR VALUES FROM ('2026-01-01 00:00:00+00', 1) TO ('2027-01-01 00:00:00+00', 1)
    PARTITION BY LIST (region);
CREATE TABLE log.west PARTITION OF log.now FOR VALUES IN ('uk', 'us', NULL);
CREATE TABLE public."FOR VALUES IN" (n numeric, name text) PARTITION BY LIST (n);
CREATE TABLE public.few PARTITION OF "FOR VALUES IN" FOR VALUES IN (1, 2.5);
CREATE TABLE public.rest PARTITION OF "FOR VALUES IN" DEFAULT;
