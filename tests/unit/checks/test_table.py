from __future__ import annotations

from typing import Any

import pytest

from pytest_schema_audit.checks.table import check_table
from pytest_schema_audit.manifest.expectation import TableTraits
from pytest_schema_audit.verdict import Different, Finding, Same
from tests.unit.checks.values import table

PLAIN = TableTraits()


def test_a_table_of_defaults() -> None:
    assert check_table(PLAIN, table(comment="x", xid=5)) == Same()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"persistence": "unlogged"}, ("persistence", "permanent", "unlogged")),
        ({"row_security": True}, ("row security", "disabled", "enabled")),
        ({"force_row_security": True}, ("forced row security", "disabled", "enabled")),
        ({"options": ("fillfactor=70",)}, ("with.fillfactor", "", "70")),
        ({"partition_by": "RANGE (a)"}, ("partition by", "", "RANGE (a)")),
        ({"partition_of": "p DEFAULT"}, ("partition of", "", "p DEFAULT")),
        ({"inherits": ("p", "q")}, ("inherits", "", "p, q")),
    ],
)
def test_each_trait(values: dict[str, Any], expected: tuple[str, str, str]) -> None:
    verdict = check_table(PLAIN, table(**values))
    assert isinstance(verdict, Different)
    assert verdict.findings == (Finding(*expected),)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("on", "true"), ("off", "false"), ("yes", "on"), ("no", "0"), ("1", "true"), ("TRUE", "on"),
    ],
)  # fmt: skip
def test_a_boolean_parameter_in_another_spelling(expected: str, found: str) -> None:
    traits = TableTraits(options=(("autovacuum_enabled", expected),))
    assert check_table(traits, table(options=(f"autovacuum_enabled={found}",))) == Same()


def test_numbers_are_no_booleans() -> None:
    traits = TableTraits(options=(("fillfactor", "100"),))
    assert check_table(traits, table(options=("fillfactor=10",))) != Same()


def test_the_order_of_parameters_does_not_count() -> None:
    traits = TableTraits(options=(("b", "2"), ("a", "x=y")))
    assert check_table(traits, table(options=("a=x=y", "b=2"))) == Same()


@pytest.mark.parametrize(
    ("traits", "values"),
    [
        (TableTraits(partition_by='range ( "a" )'), {"partition_by": "RANGE (a)"}),
        (
            TableTraits(partition_of="p for values in ('x')"),
            {"partition_of": "p FOR VALUES IN ('x')"},
        ),
    ],
)
def test_equal_parse_trees_are_equal(traits: TableTraits, values: dict[str, Any]) -> None:
    assert check_table(traits, table(**values)) == Same()


def test_the_order_of_parents_counts() -> None:
    assert check_table(TableTraits(inherits=("p", "q")), table(inherits=("q", "p"))) != Same()
