CREATE TABLE item (id integer, code text);
CREATE TABLE tmp_one ();
CREATE INDEX tmp_idx ON item (code);
CREATE VIEW report_a AS SELECT 1 AS a;
ALTER TABLE item ADD CONSTRAINT tmp_check CHECK (id > 0);
CREATE SCHEMA app;
CREATE TABLE app.tmp_two ();
CREATE MATERIALIZED VIEW heavy AS SELECT 1 AS a;
CREATE TABLE legacy (id integer, CONSTRAINT legacy_fkey CHECK (id > 0));
