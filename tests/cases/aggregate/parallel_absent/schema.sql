CREATE FUNCTION plus(state numeric, n integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT state + n';
CREATE FUNCTION less(state numeric, n integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT state - n';
CREATE FUNCTION rounded(state numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT round(state)';
CREATE AGGREGATE total(integer) (
    SFUNC = plus, STYPE = numeric, SSPACE = 64, FINALFUNC = rounded, INITCOND = '0', COMBINEFUNC = numeric_add,
    MSFUNC = plus, MINVFUNC = less, MSTYPE = numeric, MSSPACE = 32, MFINALFUNC = rounded, MINITCOND = '0',
    PARALLEL = SAFE
);
CREATE AGGREGATE highest(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
CREATE AGGREGATE number_of(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE share(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA
);
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);
