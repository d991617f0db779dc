"""The closing table: what was expected, what was found, whether they agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.figures import Figure
from pytest_schema_audit.report.summary import verdict
from pytest_schema_audit.servers import Server
from tests.auditing import audit, failing

SCHEMA = """
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE parent (id serial PRIMARY KEY);
CREATE TABLE item (id integer UNIQUE, parent_id integer REFERENCES parent, CHECK (id > 0));
"""

MANIFEST = """
tables:
  parent:
    columns: {id: serial}
    primary key:
      parent_pkey: [id]
  item:
    columns: {id: integer, parent_id: integer}
    uniques:
      item_id_key: UNIQUE (id)
    foreign keys:
      item_parent_id_fkey: FOREIGN KEY (parent_id) REFERENCES parent(id)
    checks:
      item_id_check: CHECK ((id > 0))
enums:
  mood: [a]
"""

SAME = {
    "tables": ("2", "2"),
    "columns": ("3", "3"),
    "indexes": ("2", "2"),
    "primary keys": ("1", "1"),
    "uniques": ("1", "1"),
    "foreign keys": ("1", "1"),
    "checks": ("1", "1"),
    "enums": ("1", "1"),
    "migrations applied": ("2", "2"),
}


def figures(
    server: Server, folder: Path, drift: str = "", manifest: str = MANIFEST
) -> tuple[Figure, ...]:
    return audit(server, folder, manifest, SCHEMA, drift).figures


def numbers(found: tuple[Figure, ...]) -> dict[str, tuple[str, str]]:
    return {figure.name: (figure.expected, figure.found) for figure in found}


def test_nothing_differs(server: Server, tmp_path: Path) -> None:
    found = figures(server, tmp_path)
    assert numbers(found) == SAME
    assert all(figure.holds for figure in found)


@pytest.mark.parametrize(
    ("drift", "differing"),
    [
        ("DROP TYPE mood", {"enums": ("1", "0")}),
        ("CREATE VIEW v AS SELECT 1 AS a", {"views": ("0", "1")}),
        ("CREATE INDEX i ON item (id)", {"indexes": ("2", "3")}),
        (
            "CREATE UNIQUE INDEX i ON item (parent_id)",
            {"indexes": ("2", "3"), "uniques": ("1", "2")},
        ),
        (
            "CREATE TABLE extra (id integer PRIMARY KEY)",
            {
                "tables": ("2", "3"),
                "columns": ("3", "4"),
                "indexes": ("2", "3"),
                "primary keys": ("1", "2"),
            },
        ),
        ("CREATE SEQUENCE s", {"sequences": ("0", "1")}),
        ("ALTER SEQUENCE parent_id_seq CACHE 5", {"sequences": ("0", "1")}),
        ("ALTER TABLE item DROP parent_id", {"columns": ("3", "2"), "foreign keys": ("1", "0")}),
    ],
)
def test_what_differs_does_not_hold(
    server: Server, tmp_path: Path, drift: str, differing: dict[str, tuple[str, str]]
) -> None:
    found = figures(server, tmp_path, drift)
    assert numbers(found) == SAME | differing
    assert {figure.name for figure in found if not figure.holds} == differing.keys()


@pytest.mark.parametrize(
    "opening",
    [
        "unexpected: {tables: allow}\n",
        'ignore:\n  - {kind: table, name: "tmp_*", reason: made by a test}\n',
    ],
)
def test_what_is_left_open_is_not_counted_with_all_its_parts(
    server: Server, tmp_path: Path, opening: str
) -> None:
    drift = "CREATE TABLE tmp_a (id serial PRIMARY KEY, c text UNIQUE, CHECK (c <> ''))"
    report = audit(server, tmp_path, opening + MANIFEST, SCHEMA, drift)
    assert numbers(report.figures) == SAME
    assert failing(report) == {}


def test_a_total_counts_what_is_left_open_too(server: Server, tmp_path: Path) -> None:
    manifest = "unexpected: {tables: allow}\ntotals: {tables: 2, indexes: 3}\n" + MANIFEST
    found = figures(server, tmp_path, "CREATE TABLE extra (id integer PRIMARY KEY)", manifest)
    assert numbers(found) == SAME | {"tables": ("2", "3"), "indexes": ("3", "3")}
    assert [figure.name for figure in found if not figure.holds] == ["tables"]


@pytest.mark.parametrize(
    ("drift", "found", "holds"),
    [
        ("", ("1", "1"), True),
        ("INSERT INTO app.log VALUES (2)", ("1", "2"), False),
        ("DROP TABLE app.log", ("1", "no table"), False),
    ],
)
def test_rows_are_counted(
    server: Server, tmp_path: Path, drift: str, found: tuple[str, str], holds: bool
) -> None:
    schema = "CREATE SCHEMA app; CREATE TABLE app.log (id integer); INSERT INTO app.log VALUES (1)"
    manifest = "unexpected: {tables: allow, schemas: allow}\nrows: {app.log: 1}\n"
    last = audit(server, tmp_path, manifest, schema, drift).figures[-1]
    assert last == Figure("rows app.log", *found, holds=holds)


def test_at_least_is_shown_as_such(server: Server, tmp_path: Path) -> None:
    manifest = 'rows: {parent: ">=0"}\n' + MANIFEST
    assert figures(server, tmp_path, "", manifest)[-1] == Figure(
        "rows parent", ">=0", "0", holds=True
    )


def test_an_empty_database_has_no_uniques_and_no_primary_keys(
    server: Server, tmp_path: Path
) -> None:
    manifest = "totals: {uniques: 0, primary keys: 0}\n"
    report = audit(server, tmp_path, manifest, "SELECT 1")
    assert failing(report) == {}
    assert numbers(report.figures) == {
        "tables": ("0", "0"),
        "columns": ("0", "0"),
        "indexes": ("0", "0"),
        "uniques": ("0", "0"),
        "foreign keys": ("0", "0"),
        "enums": ("0", "0"),
        "migrations applied": ("1", "1"),
    }


@pytest.mark.parametrize(
    ("asked", "drift", "items", "shown"),
    [
        (
            "totals: {indexes: 9}\n",
            "",
            ["database::total.indexes"],
            {"indexes": "waived"},
        ),
        ("rows: {parent: 3}\n", "", ["rows::rows.parent"], {"rows parent": "waived"}),
        ("", "DROP TYPE mood", ["enums::enum.mood"], {"enums": "waived"}),
        (
            "",
            "CREATE UNIQUE INDEX i ON item (parent_id)",
            ["public.item::unexpected.indexes"],
            {"indexes": "waived", "uniques": "waived"},
        ),
        (
            "",
            "CREATE TABLE extra (id integer PRIMARY KEY)",
            ["database::unexpected.tables"],
            dict.fromkeys(("tables", "columns", "indexes", "primary keys"), "waived"),
        ),
        (
            "",
            "DROP TABLE item",
            ["public.item::table"],
            dict.fromkeys(
                ("tables", "columns", "indexes", "uniques", "foreign keys", "checks"), "waived"
            ),
        ),
        (
            "totals: {columns: 3, indexes: 2}\n",
            "CREATE INDEX i ON item (id); ALTER TABLE item ADD a text",
            ["public.item::unexpected.columns", "database::total.indexes"],
            {"columns": "DRIFT", "indexes": "waived"},
        ),
        (
            "",
            "DROP TYPE mood; CREATE TYPE humour AS ENUM ()",
            ["enums::enum.mood"],
            {},
        ),
        (
            "",
            "DROP TYPE mood; ALTER TABLE item ADD a text, DROP parent_id, ADD b text",
            ["enums::enum.mood", "public.item::unexpected.columns"],
            {"enums": "waived", "columns": "DRIFT", "foreign keys": "DRIFT"},
        ),
    ],
)
def test_what_differs_by_accepted_drift_alone_is_shown_as_waived(
    server: Server, tmp_path: Path, asked: str, drift: str, items: list[str], shown: dict[str, str]
) -> None:
    waivers = "".join(f"  - {{item: '{item}', reason: soon}}\n" for item in items)
    found = figures(server, tmp_path, drift, f"{asked}waive:\n{waivers}{MANIFEST}")
    assert {one.name: verdict(one) for one in found if not one.holds} == shown


def test_a_column_of_a_view_is_none_of_the_columns(server: Server, tmp_path: Path) -> None:
    view = "CREATE VIEW short AS SELECT id FROM item; COMMENT ON COLUMN short.id IS 'one'"
    entry = "views: {short: {is: SELECT id FROM item, columns: {id: {is: integer, comment: one}}}}"
    report = audit(server, tmp_path, "totals: {columns: 3}\n" + MANIFEST + entry, SCHEMA, view)
    assert failing(report) == {}
    assert numbers(report.figures) == SAME | {"views": ("1", "1")}
    alone = audit(server, tmp_path, MANIFEST + entry, SCHEMA, view)
    assert numbers(alone.figures) == SAME | {"views": ("1", "1")}
