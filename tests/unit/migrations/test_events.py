from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.migrations.events import events
from pytest_schema_audit.migrations.script import Script
from pytest_schema_audit.migrations.statements import statements


def told(sql: str) -> list[str]:
    script = Script(Path("f.sql"), sql)
    return [
        " ".join(
            part
            for part in (
                event.action.value,
                event.kind,
                f"{event.schema}." if event.schema else "",
                event.name,
                f"of {event.parent}" if event.parent else "",
                f"to {event.new_schema or event.new_name}" if event.new_name else "",
            )
            if part
        )
        for statement in statements(script, slice(0, len(sql)))
        for event in events(statement.tree)
    ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "CREATE TABLE s.t (a int PRIMARY KEY, b int CONSTRAINT c CHECK (b > 0), UNIQUE (a, b))",
            [
                "made relation s. t",
                "made column s. a of t",
                "made constraint s. t_pkey of t",
                "made column s. b of t",
                "made constraint s. c of t",
                "made constraint s. t_a_b_key of t",
            ],
        ),
        (
            "ALTER TABLE t ADD a int, DROP b, ALTER c SET NOT NULL, DROP CONSTRAINT d, "
            "VALIDATE CONSTRAINT e, DISABLE TRIGGER f",
            [
                "made column a of t",
                "dropped column b of t",
                "changed column c of t",
                "dropped constraint d of t",
                "changed constraint e of t",
                "changed trigger f of t",
            ],
        ),
        ("ALTER TABLE t SET (fillfactor = 70)", ["changed relation t"]),
        (
            "ALTER TABLE t ALTER a RESTART, ALTER b SET START 2 RESTART",
            ["changed column a of t", "changed column b of t"],
        ),
        ("ALTER VIEW v RENAME a TO b", ["renamed column a of v to b", "changed relation v"]),
        ("CREATE PUBLICATION p FOR ALL TABLES", ["made publication p"]),
        ("ALTER PUBLICATION p ADD TABLE t", ["changed publication p"]),
        ("ALTER PUBLICATION p RENAME TO q", ["renamed publication p to q"]),
        ("DROP PUBLICATION p, q", ["dropped publication p", "dropped publication q"]),
        (
            "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f()",
            ["made event_trigger e"],
        ),
        ("ALTER EVENT TRIGGER e DISABLE", ["changed event_trigger e"]),
        ("DROP EVENT TRIGGER e", ["dropped event_trigger e"]),
        ("CREATE CAST (s.mood AS text) WITH INOUT", ["made cast"]),
        ("DROP CAST (mood AS text)", ["dropped cast"]),
        ("COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'x'", ["commented transform sql"]),
        ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", ["made subscription s"]),
        ("ALTER SUBSCRIPTION s SET (binary)", ["changed subscription s"]),
        ("DROP SUBSCRIPTION s", ["dropped subscription s"]),
        (
            "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (a 'b')",
            ["made user_mapping FOR PUBLIC SERVER far"],
        ),
        (
            "ALTER USER MAPPING FOR me SERVER far OPTIONS (SET a 'c')",
            ["changed user_mapping FOR me SERVER far"],
        ),
        ("DROP USER MAPPING FOR me SERVER far", ["dropped user_mapping FOR me SERVER far"]),
        ("DROP USER MAPPING FOR CURRENT_USER SERVER far", []),
        (
            "ALTER TEXT SEARCH CONFIGURATION s.c DROP MAPPING FOR word",
            ["changed text_search_configuration s. c"],
        ),
        ("ALTER TABLE t DISABLE TRIGGER ALL", ["changed relation t", "changed trigger of t"]),
        ("ALTER TABLE t ENABLE ROW LEVEL SECURITY", ["changed relation t"]),
        ("ALTER TABLE t ADD CHECK (a > 0)", ["made constraint t_a_check of t"]),
        ("ALTER TABLE t ADD CHECK (a > b)", ["made constraint t_check of t"]),
        ("ALTER TABLE t RENAME TO u", ["renamed relation t to u"]),
        ("ALTER TABLE t RENAME a TO b", ["renamed column a of t to b"]),
        ("ALTER TABLE t RENAME CONSTRAINT a TO b", ["renamed constraint a of t to b"]),
        ("ALTER TABLE t SET SCHEMA s", ["renamed relation t to s"]),
        ("CREATE INDEX ON t (a, lower(b))", ["made relation t_a_lower_idx"]),
        ("ALTER INDEX i RENAME TO j", ["renamed relation i to j"]),
        ("DROP TABLE a, s.b", ["dropped relation a", "dropped relation s. b"]),
        ("DROP INDEX CONCURRENTLY i", ["dropped relation i"]),
        ("CREATE TYPE e AS ENUM ('a')", ["made type e"]),
        ("ALTER TYPE s.e ADD VALUE 'b'", ["changed type s. e"]),
        ("ALTER TYPE e RENAME TO f", ["renamed type e to f"]),
        ("DROP TYPE e", ["dropped type e"]),
        ("CREATE DOMAIN d AS int", ["made type d"]),
        ("ALTER DOMAIN d SET NOT NULL", ["changed type d"]),
        ("CREATE TYPE c AS (x int)", ["made type c"]),
        ("CREATE VIEW v AS SELECT 1", ["made relation v"]),
        ("CREATE MATERIALIZED VIEW m AS SELECT 1", ["made relation m"]),
        ("CREATE TABLE t AS SELECT 1", ["made relation t"]),
        ("SELECT 1 INTO t", ["made relation t"]),
        ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", ["made function f"]),
        ("ALTER FUNCTION f(int) RENAME TO g", ["renamed function f to g"]),
        ("DROP PROCEDURE s.p(int)", ["dropped function s. p"]),
        ("CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()", ["made trigger g of t"]),
        ("DROP TRIGGER g ON s.t", ["dropped trigger s. g of t"]),
        ("CREATE POLICY p ON t", ["made policy p of t"]),
        ("ALTER POLICY p ON t USING (true)", ["changed policy p of t"]),
        ("ALTER POLICY p ON t RENAME TO q", ["renamed policy p of t to q"]),
        ("CREATE RULE r AS ON INSERT TO t DO NOTHING", ["made rule r of t"]),
        ("CREATE SEQUENCE s.q", ["made relation s. q"]),
        ("ALTER SEQUENCE q RESTART", ["changed relation q"]),
        ("CREATE STATISTICS st ON a, b FROM t", ["made statistics st"]),
        ("CREATE EXTENSION citext", ["made extension citext"]),
        (
            "CREATE SCHEMA s CREATE TABLE t (x int)",
            ["made schema s", "made relation s. t", "made column s. x of t"],
        ),
        ("ALTER SCHEMA s RENAME TO r", ["renamed schema s to r"]),
        ("COMMENT ON TABLE t IS 'x'", ["commented relation t"]),
        ("COMMENT ON COLUMN s.t.a IS NULL", ["commented column s. a of t"]),
        ("COMMENT ON CONSTRAINT c ON s.t IS 'x'", ["commented constraint s. c of t"]),
        ("COMMENT ON TYPE e IS 'x'", ["commented type e"]),
        ("GRANT SELECT ON t, s.u TO public", ["changed relation t", "changed relation s. u"]),
        (
            "GRANT SELECT (a), INSERT (b) ON t TO public",
            ["changed relation t", "changed column a of t", "changed column b of t"],
        ),
        (
            "GRANT SELECT, INSERT (b) ON t TO public",
            ["changed relation t", "changed column b of t"],
        ),
        ("REVOKE ALL ON FUNCTION s.f(int) FROM public", ["changed function s. f"]),
        ("GRANT USAGE ON SCHEMA s TO public", ["changed schema s"]),
        ("GRANT SELECT ON ALL TABLES IN SCHEMA s TO public", ["changed relation s."]),
        (
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public",
            ["changed default_privilege"],
        ),
        ("ALTER FUNCTION f() OWNER TO public", ["changed function f"]),
        ("ALTER TABLE t ATTACH PARTITION s.p DEFAULT", ["changed relation s. p"]),
        (
            "ALTER TABLE t ADD PRIMARY KEY (a)",
            ["made constraint t_pkey of t", "changed column a of t"],
        ),
        (
            "CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY)",
            [
                "made relation t",
                "made column a of t",
                "made relation t_a_seq",
                "made column b of t",
                "made relation t_b_seq",
            ],
        ),
        ("REINDEX TABLE t", []),
        ("this is no SQL", []),
        (
            "DO $$ BEGIN IF true THEN ALTER TABLE t ADD a int; END IF; END $$",
            ["made column a of t"],
        ),
        ("DO $$ BEGIN EXECUTE 'DROP TABLE \"it''s\"'; END $$", ["dropped relation it's"]),
        ("DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'x'); END $$", []),
    ],
)
def test_events(sql: str, expected: list[str]) -> None:
    assert told(sql) == expected


def test_psql_commands_and_copy_data_are_no_statements() -> None:
    sql = (
        "\\restrict x\nCOPY t FROM stdin;\n1\tit's; DROP TABLE t;\n\\.\n\nCREATE TABLE u (x int);\n"
    )
    assert told(sql) == ["made relation u", "made column x of u"]
