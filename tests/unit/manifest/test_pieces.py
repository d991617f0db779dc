"""Entries that make more than one statement."""

from __future__ import annotations

import pytest

from pytest_schema_audit.manifest.fragments import FragmentError, check, parse
from pytest_schema_audit.manifest.pieces import pieces


def wholes(kind: str, sql: str, name: str = "") -> list[str]:
    return [piece.whole for piece in pieces(kind, sql, name)]


def test_a_domain_alone() -> None:
    assert wholes("domain", "integer CHECK (VALUE > 0)") == [
        "CREATE DOMAIN x integer CHECK (VALUE > 0)"
    ]


def test_checks_that_are_not_valid_are_added() -> None:
    sql = "text CHECK (VALUE <> '')\nADD CONSTRAINT a CHECK (true) NOT VALID\nadd check (false)"
    assert wholes("domain", sql, "s.d") == [
        "CREATE DOMAIN s.d text CHECK (VALUE <> '')\n",
        "ALTER DOMAIN s.d ADD CONSTRAINT a CHECK (true) NOT VALID\n",
        "ALTER DOMAIN s.d add check (false)",
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "text DEFAULT ' ADD CONSTRAINT x CHECK (true)'",
        "text DEFAULT add(1)",
        'text CHECK ((VALUE)::text <> (ADD CONSTRAINT "x"))',
        "text DEFAULT $$ ADD CHECK $$",
    ],
)
def test_what_only_looks_like_an_addition(sql: str) -> None:
    assert wholes("domain", sql) == [f"CREATE DOMAIN x {sql}"]


def test_mappings() -> None:
    sql = '(PARSER = "default") ADD MAPPING FOR word WITH simple'
    assert wholes("text_search_configuration", sql) == [
        'CREATE TEXT SEARCH CONFIGURATION x (PARSER = "default") ',
        "ALTER TEXT SEARCH CONFIGURATION x ADD MAPPING FOR word WITH simple",
    ]


@pytest.mark.parametrize(
    ("kind", "sql", "whole"),
    [
        (
            "conversion",
            "DEFAULT FOR 'a' TO 'b' FROM c",
            "CREATE DEFAULT CONVERSION x FOR 'a' TO 'b' FROM c",
        ),
        ("language", "trusted HANDLER h", "CREATE trusted LANGUAGE x HANDLER h"),
        ("composite_type", "(a integer)", "CREATE TYPE x AS (a integer)"),
        ("composite_type", "AS (a integer)", "CREATE TYPE x AS (a integer)"),
        ("range_type", "RANGE (SUBTYPE = a)", "CREATE TYPE x AS RANGE (SUBTYPE = a)"),
        ("cast", "WITHOUT FUNCTION", "CREATE CAST (text AS integer) WITHOUT FUNCTION"),
    ],
)
def test_words_that_stand_elsewhere_in_sql(kind: str, sql: str, whole: str) -> None:
    assert wholes(kind, sql) == [whole]


def test_parse_trees_of_all_pieces_are_compared() -> None:
    ours = parse("domain", "AS int CHECK (VALUE > 0) ADD CHECK (VALUE > 1) NOT VALID")
    theirs = parse("domain", "integer  check (value>0)\nadd check (value>1) not valid")
    assert ours == theirs
    assert ours != parse("domain", "integer check (value>0) add check (value>2) not valid")


def test_position_of_a_mistake_in_a_later_piece() -> None:
    sql = "text ADD CHECK (VALUE <> '' NOT VALID"
    with pytest.raises(FragmentError) as caught:
        check("domain", sql)
    assert caught.value.position == sql.index("NOT")


def test_an_addition_is_one_statement() -> None:
    with pytest.raises(FragmentError, match="2 statements where a domain is wanted"):
        check("domain", "text ADD CHECK (true); DROP TABLE item")
