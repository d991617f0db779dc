from __future__ import annotations

from typing import Any

import pytest

from pytest_schema_audit.checks.column import check_column, content
from pytest_schema_audit.verdict import Different, Finding, Same
from tests.unit.checks.values import column


@pytest.mark.parametrize(
    "aside",
    [
        *({"position": 7}, {"comment": "x"}, {"xid": 9}, {"default_xid": 9}, {"inherited": True}),
        *({"schema": "scratch"}, {"table": "copy"}, {"serial": "nextval('s'::regclass)"}),
    ],
)
def test_where_a_column_is_does_not_count(aside: dict[str, Any]) -> None:
    assert check_column(column(), column(**aside)) == Same()


@pytest.mark.parametrize(
    ("values", "finding", "summary"),
    [
        ({"type_": "text"}, ("type", "integer", "text"), "expected integer, found text"),
        ({"collation": '"C"'}, ("collation", "", '"C"'), 'collation: expected none, found "C"'),
        ({"not_null": True}, ("not null", "false", "true"), "not null: expected false, found true"),
        ({"default": "1"}, ("default", "", "1"), "default: expected none, found 1"),
        (
            {"default": "(b * 2)", "generated": "STORED"},
            ("generated", "", "STORED (b * 2)"),
            "generated: expected none, found STORED (b * 2)",
        ),
        (
            {"identity": "ALWAYS", "identity_options": "START WITH 5"},
            ("identity", "", "ALWAYS (START WITH 5)"),
            "identity: expected none, found ALWAYS (START WITH 5)",
        ),
    ],
)
def test_each_attribute_is_named(
    values: dict[str, Any], finding: tuple[str, str, str], summary: str
) -> None:
    verdict = check_column(column(), column(**values))
    assert isinstance(verdict, Different)
    assert (verdict.findings, verdict.summary) == ((Finding(*finding),), summary)


def test_several_attributes_come_in_the_order_of_a_definition() -> None:
    verdict = check_column(column(), column("text", default="'x'::text", not_null=True))
    assert isinstance(verdict, Different)
    assert verdict.summary == "type, not null and default differ"
    assert verdict.found == "text not null default 'x'::text"


def test_a_generated_columns_expression_is_no_default() -> None:
    ours = column(default="1", generated="STORED")
    verdict = check_column(ours, column(default="1"))
    assert isinstance(verdict, Different)
    assert [finding.path for finding in verdict.findings] == ["default", "generated"]


def test_every_attribute_counts() -> None:
    names = ("type", "collation", "not_null", "default", "generated", "identity")
    values = (getattr(column(), name) for name in (*names, "identity_options"))
    assert content(column()) == tuple(values)
