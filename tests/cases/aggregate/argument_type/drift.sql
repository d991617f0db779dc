CREATE FUNCTION numeric_plus(numeric, bigint) RETURNS numeric LANGUAGE sql AS 'SELECT $1 + $2';
CREATE FUNCTION numeric_less(numeric, bigint) RETURNS numeric LANGUAGE sql AS 'SELECT $1 - $2';
DROP AGGREGATE total(integer);
CREATE AGGREGATE total(bigint) (
    SFUNC = numeric_plus, STYPE = numeric, SSPACE = 64, FINALFUNC = rounded, INITCOND = '0', COMBINEFUNC = numeric_add,
    MSFUNC = numeric_plus, MINVFUNC = numeric_less, MSTYPE = numeric, MSSPACE = 32, MFINALFUNC = rounded, MINITCOND = '0',
    PARALLEL = SAFE
);
