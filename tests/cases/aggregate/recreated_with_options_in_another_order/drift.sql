DROP AGGREGATE total(integer);
CREATE AGGREGATE total(integer) (
    PARALLEL = SAFE, MINITCOND = '0', INITCOND = '0', MSTYPE = numeric, STYPE = decimal, MSFUNC = plus, SFUNC = public.plus, MINVFUNC = less,
    SSPACE = 64, FINALFUNC = rounded, COMBINEFUNC = pg_catalog.numeric_add, MSSPACE = 32, MFINALFUNC = rounded
);
