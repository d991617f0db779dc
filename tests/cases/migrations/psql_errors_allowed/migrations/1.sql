\set ON_ERROR_STOP off
SELECT 1/0;
\if :ERROR
CREATE TABLE caught (x int);
\endif
