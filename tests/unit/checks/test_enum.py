from __future__ import annotations

import pytest

from pytest_schema_audit.checks.enum import check_enum
from pytest_schema_audit.verdict import Different, Same
from tests.unit.checks.values import enum


@pytest.mark.parametrize("labels", [(), ("a",), ("b", "a"), ("NO", "null", "1e3", "a b", "")])
def test_the_same_labels_in_the_same_order(labels: tuple[str, ...]) -> None:
    assert check_enum(labels, enum(*labels)) == Same()


@pytest.mark.parametrize(
    ("expected", "found", "summary"),
    [
        (("a", "b"), ("a",), "label: expected b, found none"),
        (("a",), ("a", "b"), "label: expected none, found b"),
        (("a", "b"), ("b", "a"), "order: expected a, b, found b, a"),
        (("a", "b"), ("a", "c"), "2 labels differ"),
        ((), ("x",), "label: expected none, found x"),
        (("NO",), ("no",), "2 labels differ"),
    ],
)
def test_what_differs(expected: tuple[str, ...], found: tuple[str, ...], summary: str) -> None:
    verdict = check_enum(expected, enum(*found))
    assert isinstance(verdict, Different)
    assert (verdict.summary, verdict.found) == (summary, f"[{', '.join(found)}]")
