CREATE DOMAIN public.text AS pg_catalog.text CHECK (VALUE <> 'no');
CREATE DOMAIN public.int4 AS pg_catalog.int8;
CREATE TABLE item (a pg_catalog.text, b public.text, c pg_catalog.int4, d public.int4);
