\encoding UTF8
\pset pager off
\pset null '\N'
\timing on
\x \t \a
\echo it is `nobody runs this`
\qecho printed
\warn printed
\o /dev/null
SELECT 1;
\o
\conninfo
\d
CREATE TABLE log (step text);
INSERT INTO log VALUES ('one') \p \g
INSERT INTO log VALUES ('thrown away') \r
INSERT INTO log VALUES ('two') \; INSERT INTO log VALUES ('three');
INSERT INTO log VALUES ('four') \gx
SELECT 'INSERT INTO log VALUES (''five'')' \gexec
INSERT INTO log VALUES ('six'), ('seven');
INSERT INTO log SELECT 'rows ' || :ROW_COUNT;
\set gone 1
\unset gone
INSERT INTO log SELECT 'gone ' || :{?gone};
\set quoted 'it''s \\ here' \\ INSERT INTO log VALUES (:'quoted');
\if true \set inside yes \endif
INSERT INTO log SELECT 'inside ' || :'inside';
\if :never_set
  INSERT INTO log VALUES ('set');
\else
  INSERT INTO log VALUES ('not set');
\endif
\if false \echo "not \q" \else \set branch else \endif
INSERT INTO log SELECT 'branch ' || :'branch';
\setenv PAGER cat
INSERT INTO log SELECT 'stops ' || :'ON_ERROR_STOP' || ', commits ' || :'AUTOCOMMIT' || :'LAST_ERROR_SQLSTATE';
\unset ON_ERROR_STOP
SELECT 1/0;
INSERT INTO log SELECT 'failed with ' || :'LAST_ERROR_SQLSTATE';
