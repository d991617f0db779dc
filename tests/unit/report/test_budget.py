"""All texts of a run together stay below what pipelines take."""

from __future__ import annotations

from pytest_schema_audit.report.budget import Budget

TEXT = "column public.a.b: differs\n  expected  integer\n  found     text"


def test_whole_texts_as_long_as_there_is_room() -> None:
    budget = Budget(2 * len(TEXT))
    assert [budget.fitted(TEXT) for _ in range(2)] == [TEXT, TEXT]


def test_then_first_lines() -> None:
    budget = Budget(len(TEXT))
    budget.fitted(TEXT)
    assert budget.fitted(TEXT) == (
        "column public.a.b: differs\n  … 2 more lines: run this item alone"
    )


def test_one_line_stays_as_it_is() -> None:
    assert Budget(0).fitted("table public.a: is missing") == "table public.a: is missing"


def test_counts_bytes() -> None:
    assert Budget(5).fitted("äöü\n") == "äöü"
