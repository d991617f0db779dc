CREATE OR REPLACE FUNCTION public."add"("a" int4, b decimal = 1.5) RETURNS decimal AS $x$SELECT a + b$x$
STRICT COST 10 SET work_mem TO '1MB' PARALLEL SAFE SET search_path TO pg_catalog IMMUTABLE LANGUAGE SQL;
