\set ON_ERROR_STOP on
\set table 'My table'
\echo creating :table
CREATE TABLE :"table" (x int, y text DEFAULT :'table');
COPY :"table" FROM stdin;
1	one; -- no comment
2	two\nlines
\.
\ir inc/part.psql
SELECT count(*) AS n, max(x) AS top FROM :"table" \gset got_
\if :{?got_n}
  CREATE TABLE counted AS SELECT :got_n AS n, :'got_top'::text AS top;
\else
  CREATE TABLE not_counted (x int);
\endif
\if false
  DROP TABLE counted;
\elif on
  CREATE TABLE chosen (a int[]); INSERT INTO chosen VALUES ('{1,2}'); SELECT a[1:2], 1::int FROM chosen;
\else
  DROP TABLE counted;
\endif
SELECT format('CREATE VIEW v%s AS SELECT %s AS x', g, g) FROM generate_series(1, 2) g \gexec
CREATE FUNCTION one() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; END;
CREATE PROCEDURE two() LANGUAGE sql AS $body$ SELECT ';' ; $body$; CREATE TABLE last_one (x int)