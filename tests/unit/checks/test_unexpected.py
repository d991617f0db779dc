from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.checks.objects import Found
from pytest_schema_audit.checks.unexpected import (
    Openness,
    check_ignore,
    check_total,
    check_unexpected,
    kind_of,
    matches,
)
from pytest_schema_audit.kinds import PLURALS, slug
from pytest_schema_audit.manifest.expectation import IgnoreRule, Place
from pytest_schema_audit.verdict import Different, Same

TABLE = Found("table", "public", "", "tmp_a")
INDEX = Found("index", "app", "item", "tmp_idx")
CHECK = Found("check", "public", "item", "item_check")
EXTENSION = Found("extension", "", "", "citext")


def rule(kind: str, name: str, schema: str = "*", excepted: str = "") -> IgnoreRule:
    return IgnoreRule(kind, schema, name, excepted, "a reason", Place(Path("m.yaml"), 1, 1))


CLOSED = Openness((), ())


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (rule("table", "tmp_*"), TABLE),
        (rule("table", "tmp_?"), TABLE),
        (rule("table", "tmp_[ab]", "public"), TABLE),
        (rule("index", "tmp_idx"), INDEX),
        (rule("index", "item.tmp_*"), INDEX),
        (rule("index", "*", "a*"), INDEX),
        (rule("check", "item_check"), CHECK),
        (rule("constraints", "item.*"), CHECK),
        (rule("extension", "citext"), EXTENSION),
        (rule("table", "tmp_*", excepted="tmp_b"), TABLE),
    ],
)
def test_a_rule_matches(pattern: IgnoreRule, found: Found) -> None:
    assert matches(pattern, found)
    assert check_ignore([pattern], [found]) == Same()
    assert Openness((pattern,), ()).tolerates(found)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (rule("table", "TMP_*"), TABLE),
        (rule("table", "tmp"), TABLE),
        (rule("view", "tmp_*"), TABLE),
        (rule("table", "tmp_*", "app"), TABLE),
        (rule("table", "tmp_*", excepted="tmp_a"), TABLE),
        (rule("index", "*", excepted="item.*"), INDEX),
        (rule("constraints", "tmp_*"), INDEX),
        (rule("unique", "item_check"), CHECK),
        (rule("extension", "citext", "public"), EXTENSION),
    ],
)
def test_a_rule_does_not_match(pattern: IgnoreRule, found: Found) -> None:
    assert not matches(pattern, found)
    assert not Openness((pattern,), ()).tolerates(found)


def test_a_rule_that_matches_nothing_fails() -> None:
    assert check_ignore([rule("index", "x")], [TABLE]) == Different(
        summary="matches no index of the database",
        hints=("remove the rule, or mend its pattern",),
    )


@pytest.mark.parametrize(
    ("allowed", "found"),
    [("tables", TABLE), ("indexes", INDEX), ("checks", CHECK), ("constraints", CHECK)],
)
def test_a_kind_may_be_allowed(allowed: str, found: Found) -> None:
    assert check_unexpected([found], Openness((), (allowed,))) == Same()
    assert check_unexpected([found], Openness((), ("views",))) != Same()


def test_one_unexpected_object_stands_in_the_title() -> None:
    assert check_unexpected([TABLE], CLOSED) == Different(
        summary="found table public.tmp_a, which no entry describes",
        unexpected=("table public.tmp_a",),
    )


def test_several_unexpected_objects_are_listed_in_order() -> None:
    assert check_unexpected([INDEX, EXTENSION, CHECK], CLOSED) == Different(
        summary="found 3 objects that no entry describes",
        unexpected=(
            "check public.item.item_check",
            "extension citext",
            "index app.item.tmp_idx",
        ),
    )


def test_a_total_that_holds() -> None:
    assert check_total(1, "table", {TABLE, INDEX}, set()) == Same()


def test_a_total_names_what_is_behind_its_difference() -> None:
    gone = Found("table", "public", "", "gone")
    assert check_total(2, "table", {TABLE, INDEX}, {gone}) == Different(
        summary="expected 2, found 1",
        found="1",
        unexpected=("table public.tmp_a",),
        hints=("missing: table public.gone",),
    )


def test_a_total_that_the_manifest_itself_does_not_come_to() -> None:
    verdict = check_total(2, "table", {TABLE}, {TABLE})
    assert isinstance(verdict, Different)
    assert verdict.hints == ("what the manifest describes comes to 1",)


@pytest.mark.parametrize("kind", PLURALS)
def test_a_kind_is_found_by_its_plural_in_both_spellings(kind: str) -> None:
    assert kind_of(PLURALS[kind]) == kind
    assert kind_of(slug(PLURALS[kind])) == kind
