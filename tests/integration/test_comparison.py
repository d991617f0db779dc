"""Whether an entry and an object mean the same: by text, by parse tree, or by PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.canonical import Form, Refused
from pytest_schema_audit.comparison import Pair, Settled, settle
from pytest_schema_audit.evidence import find
from pytest_schema_audit.manifest.expectation import (
    Expectation,
    Kind,
    Names,
    Place,
    Text,
    Value,
)
from tests.auditing import snapshot

SCHEMA = """
CREATE TYPE "Mood" AS ENUM ('a');
CREATE TABLE item (
    id integer, s varchar(20), t text, m "Mood" DEFAULT 'a', n serial,
    CONSTRAINT item_pkey PRIMARY KEY (id),
    CONSTRAINT item_s_check CHECK (s IN ('a', 'b')),
    CONSTRAINT item_key UNIQUE (t) WITH (fillfactor = 70)
);
CREATE UNIQUE INDEX item_s_key ON item (s);
CREATE INDEX item_idx ON item (t) WHERE s = 'a';
"""


@pytest.fixture
def item(connection: psycopg.Connection) -> psycopg.Connection:
    connection.execute(SCHEMA)
    return connection


def settled(
    connection: psycopg.Connection,
    kind: Kind,
    name: str,
    value: str | Names,
    *,
    in_primary_key: bool = False,
    private: AbstractContextManager[psycopg.Connection] | None = None,
) -> Settled:
    """Compare one entry with the object of its name."""
    there = snapshot(connection)
    text: Value = Text(value) if isinstance(value, str) else value
    entry = Expectation(kind, "public", "item", name, text, Place(Path("m.yaml"), 1, 1))
    found = find(there, entry)
    assert found is not None
    opened = private or nullcontext(connection)
    return settle(lambda: opened, there, [Pair(entry, found, in_primary_key)])[0]


@contextmanager
def no_server() -> Iterator[psycopg.Connection]:
    """What must not be entered."""
    asked = AssertionError("PostgreSQL was asked")
    raise asked
    yield  # type: ignore[unreachable]


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("column", "s", "character varying(20)"),
        ("column", "s", "VARCHAR ( 20 )"),
        ("column", "m", "Mood default 'a'::\"Mood\""),
        ("column", "id", "int NOT NULL"),
        ("column", "n", "serial"),
        ("column", "n", "SERIAL NOT NULL"),
        ("primary_key", "item_pkey", Names(("id",))),
        ("primary_key", "item_pkey", 'primary   key ("id")'),
        ("unique", "item_s_key", Names(("s",))),
        ("unique", "item_s_key", "btree (s)"),
        ("unique", "item_key", "UNIQUE (t) WITH (fillfactor='70')"),
        ("index", "item_idx", "btree (t) where ( ((s)::text) = 'a'::text )"),
    ],
)
def test_equal_texts_and_trees_need_no_server(
    item: psycopg.Connection, kind: Kind, name: str, value: str | Names
) -> None:
    assert settled(item, kind, name, value, private=no_server()).same


def test_a_column_of_the_primary_key_is_not_null(item: psycopg.Connection) -> None:
    assert settled(item, "column", "id", "integer", in_primary_key=True).same
    assert settled(item, "column", "id", "integer not null", in_primary_key=True).same
    assert not settled(item, "column", "id", "integer").same


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("column", "m", "Mood default 'a'"),
        ("check", "item_s_check", "CHECK (s IN ('a','b'))"),
        ("index", "item_idx", "btree (t) WHERE s = 'a'"),
        ("index", "item_idx", "btree (t text_ops ASC NULLS LAST) WHERE s = 'a'"),
    ],
)
def test_postgresql_decides_where_trees_differ(
    item: psycopg.Connection, kind: Kind, name: str, value: str
) -> None:
    assert settled(item, kind, name, value).same


def test_both_sides_go_to_the_same_fixpoint(item: psycopg.Connection) -> None:
    item.execute("ALTER TABLE item ALTER s TYPE varchar(40)")
    item.execute("ALTER TABLE item ALTER s TYPE varchar(20)")
    for text in ("CHECK (s IN ('a', 'b'))", "CHECK ((s = ANY (ARRAY['a'::varchar, 'b'])))"):
        assert settled(item, "check", "item_s_check", text).same


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("column", "s", "varchar(21)"),
        ("check", "item_s_check", "CHECK (s IN ('a', 'c'))"),
        ("check", "item_s_check", "CHECK (s IN ('a', 'b')) NOT VALID"),
        ("index", "item_idx", "btree (t)"),
        ("index", "item_s_key", "btree (s)"),
        ("index", "item_pkey", "btree (id)"),
        ("unique", "item_s_key", "UNIQUE (s)"),
        ("unique", "item_key", "btree (t) WITH (fillfactor='70')"),
        ("unique", "item_key", Names(("t",))),
        ("unique", "item_pkey", "UNIQUE (id)"),
        ("primary_key", "item_key", Names(("t",))),
    ],
)
def test_what_differs_is_different_and_both_forms_are_known(
    item: psycopg.Connection, kind: Kind, name: str, value: str | Names
) -> None:
    result = settled(item, kind, name, value)
    assert not result.same
    assert isinstance(result.expected, Form)


def test_an_invalid_index_is_not_the_same(item: psycopg.Connection) -> None:
    item.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'item_idx'::regclass")
    for text in ("btree (t) WHERE ((s)::text = 'a'::text)", "btree (t) WHERE s = 'a'"):
        result = settled(item, "index", "item_idx", text)
        assert not result.same
        assert isinstance(result.expected, Form)
        assert result.expected.index is not None
        assert result.expected.index.valid


def test_what_postgresql_refuses_says_why(item: psycopg.Connection) -> None:
    result = settled(item, "check", "item_s_check", "CHECK (nobody = 'a')")
    assert result == Settled(Refused('column "nobody" does not exist'), same=False)


def test_it_cannot_be_told_where_both_sides_are_refused(item: psycopg.Connection) -> None:
    item.execute("CREATE FUNCTION good(item) RETURNS boolean LANGUAGE sql AS 'SELECT true'")
    item.execute("ALTER TABLE item ADD CONSTRAINT item_check CHECK (good(item))")
    result = settled(item, "check", "item_check", "CHECK (good(item) )")
    assert not result.same
    assert result.undecided == "function good(item) does not exist"
