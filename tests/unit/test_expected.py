"""What a suite expects on a server of one major."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.checks.objects import Found
from pytest_schema_audit.expected import Expected, expected_on
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.manifest.expectation import Text
from pytest_schema_audit.outline import outline

MANIFEST = """\
database: app
totals: {tables: 2}
tables:
  item:
    columns:
      id: integer
      n: [{is: bigint, when: ">=18"}, {is: integer, when: "<16"}]
    primary key:
      item_pkey: PRIMARY KEY (id) INCLUDE (n)
    uniques:
      item_key: [n]
  app.new:
    when: ">=17"
    columns: {id: integer}
    primary key:
      new_pkey: [id]
enums:
  mood: [a]
"""


@pytest.fixture
def on(tmp_path: Path) -> dict[int, Expected]:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    items = outline(load_suite(tmp_path / "m.yaml"), [])
    return {major: expected_on(items, major) for major in (15, 16, 18)}


def chosen(expected: Expected, name: str) -> str | None:
    entries = {key.name: entry.value for key, entry in expected.chosen.items()}
    value = entries.get(name)
    return value.sql if isinstance(value, Text) else None


def test_the_alternative_of_the_major_is_chosen(on: dict[int, Expected]) -> None:
    found = {major: chosen(expected, "column.n") for major, expected in on.items()}
    assert found == {15: "integer", 16: None, 18: "bigint"}


def test_objects_are_those_of_the_chosen_entries(on: dict[int, Expected]) -> None:
    assert on[18].objects - on[16].objects == {
        Found("column", "public", "item", "n"),
        Found("table", "app", "", "new"),
        Found("column", "app", "new", "id"),
        Found("primary key", "app", "new", "new_pkey"),
        Found("index", "app", "new", "new_pkey"),
    }
    assert Found("unique", "public", "item", "item_key") in on[15].objects
    assert Found("index", "public", "item", "item_key") in on[15].objects
    assert Found("enum", "public", "", "mood") in on[15].objects


def test_figures_are_no_objects(on: dict[int, Expected]) -> None:
    assert {found.kind for found in on[15].objects} == {
        "table",
        "column",
        "primary key",
        "unique",
        "index",
        "enum",
    }


def test_a_primary_key_makes_its_own_columns_not_null(on: dict[int, Expected]) -> None:
    assert on[16].key_columns == {("public", "item"): {"id"}}
    assert on[18].key_columns == {("public", "item"): {"id"}, ("app", "new"): {"id"}}


def test_the_items_that_stand_for_tables_and_columns(on: dict[int, Expected]) -> None:
    assert {table: key.name for table, key in on[16].tables.items()} == {
        ("public", "item"): "table"
    }
    assert {column: key.name for column, key in on[15].columns.items()} == {
        ("public", "item", "id"): "column.id",
        ("public", "item", "n"): "column.n",
    }


def test_schemas_are_those_that_entries_name(on: dict[int, Expected]) -> None:
    assert on[16].schemas == {"public"}
    assert on[18].schemas == {"public", "app"}
