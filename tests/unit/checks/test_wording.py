from __future__ import annotations

import pytest

from pytest_schema_audit.checks.wording import missing, summary, verdict
from pytest_schema_audit.verdict import Different, Finding, Same


@pytest.mark.parametrize(
    ("findings", "text"),
    [
        ([("type", "a", "b")], "expected a, found b"),
        ([("definition", "a", "")], "expected a, found none"),
        ([("default", "", "0")], "default: expected none, found 0"),
        ([("a", "1", "2"), ("b", "1", "2")], "a and b differ"),
        ([("a", "1", "2"), ("b", "1", "2"), ("c", "", "2")], "a, b and c differ"),
        ([("label", "a", ""), ("label", "", "b")], "2 labels differ"),
        ([("label", "a", ""), ("label", "", "b"), ("order", "x", "y")], "label and order differ"),
    ],
)
def test_findings_on_one_line(findings: list[tuple[str, str, str]], text: str) -> None:
    assert summary([Finding(*one) for one in findings]) == text


def test_no_finding_is_the_same() -> None:
    assert verdict((), "whatever") == Same()


def test_a_verdict_carries_everything() -> None:
    finding = Finding("type", "a", "b")
    assert verdict([finding], "b", ["try this"]) == Different(
        "expected a, found b", (finding,), "b", ("try this",)
    )


def test_what_is_missing_was_not_found() -> None:
    assert missing(hints=["look there"]) == Different("is missing", hints=("look there",))
