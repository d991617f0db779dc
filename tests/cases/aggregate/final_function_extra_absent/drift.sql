DROP AGGREGATE share(double precision ORDER BY anyelement);
CREATE AGGREGATE share(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = SHAREABLE
);
