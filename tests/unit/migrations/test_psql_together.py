"""Which statements of a psql file can go to the server together."""

from __future__ import annotations

import pytest

from pytest_schema_audit.migrations.psql_together import only_defines


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE a (id int)",
        'create table if not exists "Order" (id int)',
        "CREATE UNLOGGED TABLE a (id int GENERATED ALWAYS AS IDENTITY)",
        "CREATE TABLE a (total int GENERATED ALWAYS AS (1 + 1) STORED)",
        "CREATE UNIQUE INDEX ON a (id)",
        "CREATE OR REPLACE VIEW v AS SELECT 1",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE a\n  ADD COLUMN value int",
        "ALTER TABLE ONLY a ALTER COLUMN id SET DEFAULT nextval('a_id_seq'::regclass)",
        "ALTER TABLE a ADD CONSTRAINT a_fk FOREIGN KEY (b) REFERENCES b (id) ON DELETE CASCADE",
        "CREATE TABLE a (id int, -- a comment\n at timestamp with time zone DEFAULT now())",
        "COMMENT ON TABLE a IS NULL",
        "GRANT SELECT ON a TO PUBLIC",
    ],
)
def test_together(text: str) -> None:
    assert only_defines(text)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE INDEX CONCURRENTLY ON a (id)",
        "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
        "ALTER TYPE mood ADD\nVALUE 'x'",
        "CREATE TABLE a AS SELECT now()",
        "CREATE TABLE a (x, y) AS (WITH b AS (SELECT 1) SELECT * FROM b)",
        "CREATE UNLOGGED TABLE a AS EXECUTE p",
        "CREATE TABLE a AS /* x */ SELECT nextval('s')",
        "CREATE TABLE a AS TABLE b",
        "CREATE TABLE pg_temp.a (id int) ON /* */ COMMIT DROP",
        "ALTER TYPE mood ADD /* new */ VALUE 'x'",
        "ALTER TABLE a ADD COLUMN n int DEFAULT nextval('s')",
        "ALTER TABLE a ADD COLUMN n serial, ADD m int DEFAULT f()",
        "ALTER TABLE a ALTER n TYPE text USING f(n)",
        "ALTER TABLE a ADD CHECK (f(n))",
        "ALTER TABLE a ADD n int GENERATED ALWAYS AS IDENTITY",
        "CREATE TEMP TABLE a (id int) ON COMMIT DROP",
        "CREATE MATERIALIZED VIEW v AS SELECT 1",
        "CREATE DATABASE d",
        "CREATE EXTENSION citext",
        "CREATE TABLESPACE t LOCATION '/'",
        "CREATES",
        "ALTER SYSTEM SET jit = off",
        "ALTER ROLE r SET role = x",
        "INSERT INTO a VALUES (1)",
        "SELECT 1",
        "SET search_path = b",
        "SET LOCAL role = x",
        "BEGIN",
        "COMMIT",
        "DO $$ BEGIN END $$",
        "CALL p()",
        "COPY a FROM stdin",
        "VACUUM",
    ],
)
def test_alone(text: str) -> None:
    assert not only_defines(text)
