CREATE TABLE public.pg_attribute (attrelid oid);
CREATE TABLE public.pg_index ();
CREATE VIEW public.pg_type AS SELECT 1 AS oid;
CREATE TABLE public.found (kind text);
