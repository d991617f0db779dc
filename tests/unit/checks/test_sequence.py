from __future__ import annotations

import pytest

from pytest_schema_audit.checks.sequence import check_sequence, own_options
from pytest_schema_audit.notation import sequence_text
from pytest_schema_audit.verdict import Different, Finding, Same
from tests.unit.checks.values import sequence

BIG = "bigint INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 START 1 CACHE 1"
SMALL = "smallint INCREMENT 1 MINVALUE 1 MAXVALUE 32767 START 1 CACHE 1"
DOWN = "integer INCREMENT -2 MINVALUE -2147483648 MAXVALUE -1 START -1 CACHE 1"
TUNED = "integer INCREMENT 5 MINVALUE 10 MAXVALUE 1000 START 20 CACHE 3 CYCLE"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bigint", BIG),
        ("int8", BIG),
        ("BIGINT START 1 NO CYCLE", BIG),
        ("bigint no minvalue no maxvalue increment by 1", BIG),
        ("smallint", SMALL),
        ("int2 maxvalue 32767", SMALL),
        ("integer increment -2", DOWN),
        ("int cycle cache 3 start with 20 maxvalue 1000 minvalue 10 increment by 5", TUNED),
    ],
)
def test_options_may_be_left_to_their_defaults(text: str, found: str) -> None:
    assert check_sequence(text, sequence(found)) == Same()


@pytest.mark.parametrize("found", [BIG, SMALL, DOWN, TUNED])
def test_the_shortest_text_says_the_same(found: str) -> None:
    for owner in ("", 'public."It em".id'):
        value = sequence(found, owner)
        assert check_sequence(sequence_text(value), value) == Same()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TUNED.replace(" CYCLE", ""), ("cycle", "false", "true")),
        (TUNED.replace("INCREMENT 5", "INCREMENT 6"), ("increment", "6", "5")),
        (TUNED.replace("MINVALUE 10", ""), ("minvalue", "1", "10")),
        (TUNED.replace("MAXVALUE 1000", ""), ("maxvalue", "2147483647", "1000")),
        (TUNED.replace("START 20", ""), ("start", "10", "20")),
        (TUNED.replace("CACHE 3", ""), ("cache", "1", "3")),
    ],
)
def test_each_option(text: str, expected: tuple[str, str, str]) -> None:
    verdict = check_sequence(text, sequence(TUNED))
    assert isinstance(verdict, Different)
    assert verdict.findings == (Finding(*expected),)


@pytest.mark.parametrize(
    ("text", "owner", "expected"),
    [
        ("bigint owned by item.id", "", ("item.id", "")),
        ("bigint", "item.id", ("", "item.id")),
        ("bigint owned by none", "item.id", ("", "item.id")),
        ('bigint owned by "Item".id', "item.id", ('"Item".id', "item.id")),
    ],
)
def test_the_owner(text: str, owner: str, expected: tuple[str, str]) -> None:
    verdict = check_sequence(text, sequence(BIG, owner))
    assert isinstance(verdict, Different)
    assert verdict.findings == (Finding("owned by", *expected),)


def test_quotes_that_are_not_needed_are_no_difference() -> None:
    assert check_sequence('bigint owned by "item"."id"', sequence(BIG, "item.id")) == Same()


def test_what_serial_would_not_have_given_it() -> None:
    assert own_options(sequence(BIG, "public.item.id")) == {}
    assert own_options(sequence(SMALL, "public.item.id")) == {}
    assert own_options(sequence(TUNED, "public.item.id")) == {
        **{"start": "20", "increment": "5", "minvalue": "10", "maxvalue": "1000"},
        **{"cache": "3", "cycle": "true"},
    }
