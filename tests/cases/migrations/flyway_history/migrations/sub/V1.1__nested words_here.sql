SET ROLE pg_monitor; RESET ROLE; CREATE SCHEMA s; SET search_path = s; CREATE TABLE public.b AS TABLE public.a;
