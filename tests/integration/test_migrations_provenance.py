"""Which statement made or last changed an object, told from its row's transaction."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import Options, apply, discover
from pytest_schema_audit.migrations.described import Described
from pytest_schema_audit.migrations.provenance import Provenance

ROWS = {
    "table": "SELECT xmin::text::bigint FROM pg_class WHERE oid = %(parent)s::regclass",
    "column": "SELECT xmin::text::bigint FROM pg_attribute"
    " WHERE attrelid = %(parent)s::regclass AND attname = %(name)s",
    "constraint": "SELECT xmin::text::bigint FROM pg_constraint WHERE conname = %(name)s",
    "index": "SELECT xmin::text::bigint FROM pg_index"
    " WHERE indexrelid = quote_ident(%(name)s)::regclass",
    "type": "SELECT max(xmin::text::bigint) FROM pg_enum"
    " WHERE enumtypid = quote_ident(%(name)s)::regtype",
    "function": "SELECT xmin::text::bigint FROM pg_proc WHERE proname = %(name)s",
    "trigger": "SELECT xmin::text::bigint FROM pg_trigger WHERE tgname = %(name)s",
}

HISTORY = {
    "1_init.sql": """\
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE old_name (
  id integer PRIMARY KEY,
  "First Name" text,  -- made:first_name
  amount integer
    CONSTRAINT positive CHECK (amount > 0),
  UNIQUE (amount)
);
CREATE TABLE child (old_id integer);
CREATE INDEX ON old_name (amount, "First Name");
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE doomed (x integer);
CREATE TABLE shop (lost integer, kept integer);
""",
    "2_change.sql": """\
ALTER TABLE old_name RENAME TO thing;
ALTER TABLE child
  ADD COLUMN note text,
  ADD CONSTRAINT to_thing FOREIGN KEY (old_id) REFERENCES thing;
ALTER TABLE thing ALTER amount SET NOT NULL;
ALTER TYPE mood ADD VALUE 'glad';
COMMENT ON COLUMN thing.amount IS 'how much';
""",
    "3_dynamic.sql": """\
DO $$
BEGIN
  BEGIN
    ALTER TABLE thing ADD COLUMN quiet integer;
  EXCEPTION WHEN others THEN NULL;
  END;
END
$$;
CREATE TRIGGER watch BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION f();
BEGIN;
SAVEPOINT s;
ALTER TABLE thing RENAME "First Name" TO first_name;
RELEASE s;
COMMIT;
DROP TABLE doomed;
ALTER TABLE shop DROP COLUMN lost;
ALTER TABLE shop RENAME TO store;
CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
""",
    "4_idle.sql": """\
DO $$
BEGIN
  IF false THEN
    DROP TABLE never_there;
    DROP TABLE doomed;
    ALTER TABLE store DROP COLUMN lost;
  END IF;
  EXECUTE format('CREATE TABLE %I ()', 'by_code');
  CREATE TABLE made_again ();
  DROP TABLE made_again;
END
$$;
DROP TABLE IF EXISTS not_there;
DROP TABLE IF EXISTS by_code;
""",
}


@pytest.fixture
def provenance(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Provenance:
    for name, text in HISTORY.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    plan = discover(Path())
    return Provenance(plan, apply(database, plan))


def made(provenance: Provenance, database: str, kind: str, name: str, parent: str = "") -> str:
    with psycopg.connect(database) as connection:
        values = {"name": name, "parent": parent or name}
        row = connection.execute(ROWS[kind].encode(), values).fetchone()
    assert row is not None
    origin = provenance.made_by(row[0], Described(kind, name, parent=parent))
    assert origin is not None
    action = origin.action.value if origin.action else "?"
    return f"{action} {origin.place}"


def line_of(file: str, text: str) -> int:
    lines = HISTORY[file].splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("kind", "name", "parent", "action", "file", "text"),
    [
        ("table", "child", "", "made", "1_init.sql", "CREATE TABLE child"),
        ("column", "id", "thing", "made", "1_init.sql", "id integer PRIMARY KEY"),
        ("column", "amount", "thing", "changed", "2_change.sql", "SET NOT NULL"),
        ("column", "first_name", "thing", "renamed", "3_dynamic.sql", "RENAME"),
        ("column", "note", "child", "made", "2_change.sql", "ADD COLUMN note"),
        ("column", "quiet", "thing", "made", "3_dynamic.sql", "ADD COLUMN quiet"),
        ("constraint", "positive", "thing", "made", "1_init.sql", "CONSTRAINT positive"),
        ("constraint", "to_thing", "child", "made", "2_change.sql", "ADD CONSTRAINT"),
        ("constraint", "old_name_amount_key", "thing", "made", "1_init.sql", "UNIQUE (amount)"),
        ("constraint", "old_name_pkey", "thing", "made", "1_init.sql", "PRIMARY KEY"),
        ("index", "old_name_pkey", "thing", "made", "1_init.sql", "PRIMARY KEY"),
        ("index", "old_name_amount_First Name_idx", "", "made", "1_init.sql", "CREATE INDEX ON"),
        ("type", "mood", "", "changed", "2_change.sql", "ADD VALUE"),
        ("function", "f", "", "made", "3_dynamic.sql", "OR REPLACE"),
        ("trigger", "watch", "thing", "made", "3_dynamic.sql", "CREATE TRIGGER"),
    ],
)
def test_made_by(
    provenance: Provenance,
    database: str,
    kind: str,
    name: str,
    parent: str,
    action: str,
    file: str,
    text: str,
) -> None:
    place = f"{file}:{line_of(file, text)}"
    assert made(provenance, database, kind, name, parent) == f"{action} {place}"


@pytest.mark.parametrize(
    ("described", "answer"),
    [
        (Described("table", "doomed"), "dropped 3_dynamic.sql:15 "),
        (Described("column", "x", parent="doomed"), "dropped 3_dynamic.sql:15 "),
        (Described("column", "lost", parent="store"), "dropped 3_dynamic.sql:16 "),
        (Described("table", "shop"), "renamed 3_dynamic.sql:17 store"),
        (Described("table", "old_name"), "renamed 2_change.sql:1 thing"),
        (Described("column", "First Name", parent="thing"), "renamed 3_dynamic.sql:12 first_name"),
        (Described("column", "kept", parent="store"), "None"),
        (Described("table", "never_there"), "None"),
        (Described("column", "x", parent="never_there"), "None"),
        (Described("table", "not_there"), "None"),
        (Described("table", "by_code"), "dropped 4_idle.sql:14 "),
        (Described("table", "made_again"), "dropped 4_idle.sql:10 "),
    ],
)
def test_gone_by(provenance: Provenance, described: Described, answer: str) -> None:
    origin = provenance.gone_by(described)
    found = "None"
    if origin is not None and origin.action is not None:
        found = f"{origin.action.value} {origin.place} {origin.new_name}"
    assert found == answer


def test_what_no_migration_wrote_has_no_origin(provenance: Provenance, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TABLE by_hand (x integer)")
        row = connection.execute(
            "SELECT xmin::text::bigint FROM pg_class WHERE relname = 'by_hand'"
        ).fetchone()
    assert row is not None
    assert provenance.made_by(row[0], Described("table", "by_hand")) is None
    assert provenance.migration_of(row[0]) is None
    assert provenance.migration_of(1) is None


def test_placeholders_are_filled(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("V1__shop.sql").write_text(
        "-- ${unknown}\nCREATE TABLE ${schema}.${name} (\n  a integer, -- ${schema}\n  b integer\n);\n"
    )
    options = Options(placeholders={"schema": "public", "name": "two", "unknown": "\n"})
    plan = discover(Path(), options=options)
    provenance = Provenance(plan, apply(database, plan))
    assert made(provenance, database, "column", "b", "two") == "made V1__shop.sql:4"
