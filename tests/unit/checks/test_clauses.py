from __future__ import annotations

import pytest

from pytest_schema_audit.checks.clauses import (
    between,
    check_expression,
    elements,
    group_after,
    key_expressions,
    predicate,
    unparenthesised,
)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("btree (a)", ""),
        ("btree (a) WHERE (b > 0)", "b > 0"),
        ("btree (a) WHERE ((b > 0) AND (c < 1))", "(b > 0) AND (c < 1)"),
        ("btree (a) WITH (fillfactor='70') WHERE (s = ' WHERE ('::text)", "s = ' WHERE ('::text"),
        ('btree (" WHERE ") WHERE ("Größe" > 0)', '"Größe" > 0'),
        ("gist (a) WHERE taken", "taken"),
    ],
)
def test_the_predicate(definition: str, expected: str) -> None:
    assert predicate(definition) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("CHECK ((a > 0))", "a > 0"),
        ("CHECK (((a > 0) AND (b > 0))) NO INHERIT", "(a > 0) AND (b > 0)"),
        ("CHECK ((s <> ') NO INHERIT'::text)) NOT VALID", "s <> ') NO INHERIT'::text"),
        ("CHECK (taken)", "taken"),
    ],
)
def test_the_expression_of_a_check(definition: str, expected: str) -> None:
    assert check_expression(definition) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("btree (a)", ["a"]),
        ('btree (a DESC, "B, c" text_ops)', ["a", '"B, c"']),
        ("btree (lower(a) text_ops, f(b, 'x, y'))", ["lower(a)", "f(b, 'x, y')"]),
        ("btree (((a + 1)), b) INCLUDE (c)", ["((a + 1))", "b"]),
        ("gist (a o (siglen='1')) WHERE (b > 0)", ["a o (siglen='1')"]),
    ],
)
def test_the_keys(definition: str, expected: list[str]) -> None:
    assert key_expressions(definition) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("((a))", "a"), ("(a) + (b)", "(a) + (b)"), ("a", "a"), ("('(')", "'('"), ("", "")],
)
def test_parentheses_around_the_whole(text: str, expected: str) -> None:
    assert unparenthesised(text) == expected


@pytest.mark.parametrize(
    ("definition", "words", "expected"),
    [
        ("ON t", ("USING",), ""),
        ("ON t USING (((a > 0) AND (b))) WITH CHECK ((c))", ("USING",), "(a > 0) AND (b)"),
        ("ON t USING (((a > 0) AND (b))) WITH CHECK ((c))", ("WITH", "CHECK"), "c"),
        ('ON t TO "USING (x)" WITH CHECK (true)', ("USING",), ""),
    ],
)
def test_the_parentheses_behind_a_word(
    definition: str, words: tuple[str, ...], expected: str
) -> None:
    assert group_after(definition, *words) == expected


@pytest.mark.parametrize(
    ("definition", "first", "last", "expected"),
    [
        (
            "AS ON INSERT TO t WHERE (a IN (SELECT 1 WHERE b)) DO NOTHING",
            "WHERE",
            "DO",
            "(a IN (SELECT 1 WHERE b))",
        ),
        ("AS ON INSERT TO t DO INSTEAD NOTHING", "DO", "", "INSTEAD NOTHING"),
        ("AS ON INSERT TO t DO INSTEAD NOTHING", "WHERE", "DO", ""),
    ],
)
def test_what_stands_between_words(definition: str, first: str, last: str, expected: str) -> None:
    assert between(definition, first, last) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("() SERVER s", [""]),
        (
            "(a numeric(1,2), b text DEFAULT ',') SERVER s OPTIONS (c ')')",
            ["a numeric(1,2)", "b text DEFAULT ','"],
        ),
    ],
)
def test_the_elements(definition: str, expected: list[str]) -> None:
    assert elements(definition) == expected
