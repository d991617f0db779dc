"""Items are known from the manifest alone, and their ids never collide."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_schema_audit.kinds import DATABASE_WIDE, PLURALS
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.outline import Outline, encode, outline, qualified

MANIFEST = """\
database: app
migrations: migrations
totals: {tables: 1, foreign keys: 0}
rows: {item: 1, app.item: 2}
ignore:
  - {kind: index, name: "item.tmp_*", reason: old}
  - {kind: materialized view, name: "a::b", schema: app, reason: old}
tables:
  item:
    columns:
      id: integer
      n: [{is: bigint, when: ">=18"}, {is: integer, when: "<18"}]
    primary key:
      item_pkey: [id]
    uniques:
      item_key: [n]
    foreign keys:
      item_fk: FOREIGN KEY (n) REFERENCES item(id)
    checks:
      item_fk: CHECK (n > 0)
    exclusions:
      item_excl: EXCLUDE USING gist (n WITH =)
    indexes:
      item_fk: btree (n)
  app.item:
    columns: {id: integer}
enums:
  mood: [a]
  app.mood: [b]
  '"app.mood"': [c]
sequences:
  numbers: bigint
"""


@pytest.fixture
def items(tmp_path: Path) -> Outline:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    return outline(load_suite(tmp_path / "m.yaml"), ["1_a", "2/b"], ["prisma-validate"])


def test_what_no_entry_asks_for_stands_at_the_name_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(f"# yaml-language-server: $schema=x.json\n# ours\n{MANIFEST}")
    made = outline(load_suite(tmp_path / "m.yaml"), ["1_a"], ["prisma-validate"])
    unnamed = {"unexpected", "check"}
    places = {i.place.line for i in made.items() if i.kind in unnamed and i.key.node != "app.item"}
    assert 3 in places
    assert 1 not in places


def ids(items: Outline) -> list[str]:
    return [f"{item.key.node}::{item.key.name}" for item in items.items()]


def test_all_items_in_their_order(items: Outline) -> None:
    unexpected = [
        f"database::unexpected.{PLURALS[kind].replace(' ', '_')}" for kind in DATABASE_WIDE
    ]
    assert ids(items) == [
        "migrations::applied.1_a",
        "migrations::applied.2%2Fb",
        *unexpected,
        "database::ignore.index.*.item%2Etmp_*",
        "database::ignore.materialized_view.app.a%3A%3Ab",
        "database::total.tables",
        "database::total.foreign_keys",
        "checks::check.prisma-validate",
        "rows::rows.item",
        "rows::rows.app.item",
        "public.item::table",
        "public.item::unexpected.columns",
        "public.item::unexpected.indexes",
        "public.item::unexpected.constraints",
        "public.item::column.id",
        "public.item::column.n",
        "public.item::primary_key.item_pkey",
        "public.item::index.item_pkey",
        "public.item::unique.item_key",
        "public.item::index.item_key",
        "public.item::foreign_key.item_fk",
        "public.item::check.item_fk",
        "public.item::exclusion.item_excl",
        "public.item::index.item_excl",
        "public.item::index.item_fk",
        "app.item::table",
        "app.item::unexpected.columns",
        "app.item::unexpected.indexes",
        "app.item::unexpected.constraints",
        "app.item::column.id",
        "enums::enum.mood",
        "enums::enum.app.mood",
        "enums::enum.app%2Emood",
        "sequences::sequence.numbers",
    ]


def test_no_two_items_share_an_id(items: Outline) -> None:
    assert len(set(ids(items))) == len(ids(items))


def test_alternatives_are_one_item(items: Outline) -> None:
    item = next(one for one in items.items() if one.key.name == "column.n")
    assert [entry.condition.text for entry in item.expectations if entry.condition] == [
        ">=18",
        "<18",
    ]


def test_a_key_is_two_items_of_one_entry(items: Outline) -> None:
    both = [one for one in items.items() if one.subject == "item_pkey"]
    assert [one.kind for one in both] == ["primary_key", "index"]
    assert both[0].expectations == both[1].expectations


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("public.item::table", "table public.item"),
        ("public.item::column.id", "column public.item.id"),
        ("public.item::primary_key.item_pkey", "primary key public.item.item_pkey"),
        ("public.item::unexpected.columns", "unexpected columns of public.item"),
        ("database::unexpected.text_search_parsers", "unexpected text search parsers"),
        ("database::total.foreign_keys", "total foreign keys"),
        ("database::ignore.index.*.item%2Etmp_*", "ignore index item.tmp_*"),
        ("rows::rows.app.item", "rows app.item"),
        ("enums::enum.app.mood", "enum app.mood"),
        ("migrations::applied.1_a", "migration 1_a"),
        ("checks::check.prisma-validate", "command prisma-validate"),
    ],
)
def test_titles_are_for_people(items: Outline, name: str, title: str) -> None:
    found = {f"{item.key.node}::{item.key.name}": item.title for item in items.items()}
    assert found[name] == title


def test_a_file_has_each_node_once(items: Outline) -> None:
    for nodes in items.nodes.values():
        names = [node.name for node in nodes]
        assert len(set(names)) == len(names)


def test_the_main_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("tables:\n  first: {columns: {id: integer}}\n")
    (tmp_path / "main.yaml").write_text("database: app\n")
    made = outline(load_suite(tmp_path), [])
    assert [path.name for path in made.nodes] == ["main.yaml", "a.yaml"]


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("item", "item"),
        ("a::b", "a%3A%3Ab"),
        ("x[1]", "x%5B1%5D"),
        ("a.b", "a%2Eb"),
        ("a/b\\c", "a%2Fb%5Cc"),
        ("100%", "100%25"),
        ("a\nb\x7f", "a%0Ab%7F"),
        ("a\x9b2J\x85\u2028b", "a%9B2J%85%2028b"),
        ("Größe 'x' \"y\"", "Größe 'x' \"y\""),
    ],
)
def test_what_ids_cannot_carry_is_encoded(name: str, encoded: str) -> None:
    assert encode(name) == encoded


@given(st.text(), st.text())
def test_two_names_never_look_the_same(one: str, other: str) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@given(st.text())
def test_an_encoded_name_has_none_of_the_separators(name: str) -> None:
    assert not set(encode(name)) & set(":[]/\\.\n")


def test_names_for_people_are_exact() -> None:
    assert (qualified("s", "a.b"), qualified("", "x")) == ("s.a.b", "x")
