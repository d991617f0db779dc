DROP AGGREGATE total(integer);
CREATE AGGREGATE total(integer) (
    SFUNC = plus, STYPE = numeric, SSPACE = 64, FINALFUNC = rounded, INITCOND = '0', COMBINEFUNC = numeric_add,
    MSFUNC = less, MINVFUNC = less, MSTYPE = numeric, MSSPACE = 32, MFINALFUNC = rounded, MINITCOND = '0',
    PARALLEL = SAFE
);
