from __future__ import annotations

from typing import Any

import pytest

from pytest_schema_audit.checks.index import check_guarantee, check_index, check_whole_index
from pytest_schema_audit.verdict import Different, Finding, Same, Verdict
from tests.unit.checks.values import constraint, index


def findings(verdict: Verdict) -> list[tuple[str, str, str]]:
    assert isinstance(verdict, Different)
    return [(one.path, one.expected, one.found) for one in verdict.findings]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("btree (a)", "hash (a)", ("method", "btree", "hash")),
        ("btree (a)", "btree (a text_ops)", ("key a opclass", "", "text_ops")),
        ("btree (a s.o)", "btree (a)", ("key a opclass", "s.o", "")),
        (
            "gist (a o (siglen='1'))",
            "gist (a o (siglen='2'))",
            ("key a opclass", "o (siglen=1)", "o (siglen=2)"),
        ),
        ('btree (a COLLATE "C")', "btree (a)", ("key a collation", "C", "")),
        ("btree (a)", "btree (a NULLS FIRST)", ("key a nulls", "LAST", "FIRST")),
        ("btree (a DESC)", "btree (a DESC NULLS LAST)", ("key a nulls", "FIRST", "LAST")),
        (
            "btree (a) WITH (fillfactor='70')",
            "btree (a)",
            ("options.fillfactor", "70", ""),
        ),
        (
            "btree (lower(a) text_ops)",
            "btree (lower(a))",
            ("key lower(a) opclass", "text_ops", ""),
        ),
    ],
)
def test_how_an_index_works(ours: str, theirs: str, expected: tuple[str, str, str]) -> None:
    assert findings(check_index(index(ours), index(theirs))) == [expected]


def test_a_descending_key_sorts_nulls_first() -> None:
    found = findings(check_index(index("btree (a)"), index("btree (a DESC)")))
    assert found == [("key a direction", "ASC", "DESC"), ("key a nulls", "LAST", "FIRST")]


def test_validity_is_how_it_works() -> None:
    verdict = check_index(index(), index(valid=False))
    assert findings(verdict) == [("valid", "true", "false")]
    assert isinstance(verdict, Different)
    assert verdict.found == "btree (a) (invalid)"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("btree (a, b)", "btree (b, a)", ("columns", "(a, b)", "(b, a)")),
        ("btree (a)", "btree (a, b)", ("columns", "(a)", "(a, b)")),
        ("btree (lower(a))", "btree (upper(a))", ("columns", "(lower(a))", "(upper(a))")),
        ("btree (a) INCLUDE (b)", "btree (a)", ("include", "(b)", "")),
        ("btree (a) WHERE (b > 0)", "btree (a)", ("predicate", "b > 0", "")),
        ("btree (a) NULLS NOT DISTINCT", "btree (a)", ("nulls not distinct", "true", "false")),
        ("btree (a)", "hash (a)", ("method", "btree", "hash")),
    ],
)
def test_a_whole_index(ours: str, theirs: str, expected: tuple[str, str, str]) -> None:
    assert findings(check_whole_index(index(ours), index(theirs))) == [expected]
    assert check_whole_index(index(ours), index(ours)) == Same()


def test_keys_that_only_one_side_has_are_told_by_the_columns_alone() -> None:
    ours, theirs = index("btree (a DESC, b)"), index("btree (b)")
    assert findings(check_whole_index(ours, theirs)) == [("columns", "(a, b)", "(b)")]


def test_a_constraints_index_is_no_bare_index() -> None:
    verdict = check_whole_index(index(), index(constraint="x"))
    assert findings(verdict) == [("constraint", "a bare index", "a constraint's index")]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("UNIQUE (a)", "UNIQUE (a) DEFERRABLE", ("deferrable", "false", "true")),
        (
            "UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
            "UNIQUE (a) DEFERRABLE",
            ("initially deferred", "true", "false"),
        ),
        (
            "UNIQUE (a, b WITHOUT OVERLAPS)",
            "UNIQUE (a, b)",
            ("without overlaps", "true", "false"),
        ),
        (
            "EXCLUDE USING gist (a WITH =)",
            "EXCLUDE USING gist (a WITH &&)",
            ("operators", "(=)", "(&&)"),
        ),
    ],
)
def test_how_a_constraint_holds(ours: str, theirs: str, expected: tuple[str, str, str]) -> None:
    behind = index(constraint="u", unique=True)
    verdict = check_guarantee((behind, constraint(ours, "u")), (behind, constraint(theirs, "u")))
    assert findings(verdict) == [expected]
    assert isinstance(verdict, Different)
    assert verdict.found == theirs


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [("p", "u", ("primary key", "unique")), ("u", "x", ("unique", "exclusion"))],
)
def test_which_constraint_it_is(ours: str, theirs: str, words: tuple[str, str]) -> None:
    sides = [(index(constraint=one), constraint("UNIQUE (a)", one)) for one in (ours, theirs)]
    assert findings(check_guarantee(sides[0], sides[1])) == [("constraint", *words)]


@pytest.mark.parametrize("swap", [False, True])
def test_a_constraint_against_a_bare_index_is_all_that_is_said(swap: bool) -> None:
    sides = [
        (index(unique=True, constraint="u"), constraint("UNIQUE (a) DEFERRABLE", "u")),
        (index(unique=True), None),
    ]
    words = ["unique", "a bare index"]
    if swap:
        sides.reverse()
        words.reverse()
    verdict = check_guarantee(sides[0], sides[1])
    assert findings(verdict) == [("constraint", *words)]


def test_what_no_attribute_shows_is_shown_whole() -> None:
    verdict = check_whole_index(index("btree (a)"), index("btree (a )"))
    assert isinstance(verdict, Different)
    assert verdict.findings == (Finding("definition", "btree (a)", "btree (a )"),)


@pytest.mark.parametrize("values", [{"xid": 5}, {"comment": "x"}, {"clone": True}, {"name": "j"}])
def test_where_an_index_is_does_not_count(values: dict[str, Any]) -> None:
    assert check_whole_index(index(), index(**values)) == Same()
