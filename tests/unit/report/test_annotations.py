"""GitHub's workflow commands."""

from __future__ import annotations

from dataclasses import replace

from pytest_schema_audit.report.annotations import error_commands
from pytest_schema_audit.verdict import Different

from .samples import WRITER, WRONG_TYPE, column, failing, result, table


def test_one_for_each_cause() -> None:
    follows = Different("table public.Invoice is missing", cause=table().key)
    members = (failing(table(), Different("is missing")), failing(column(), follows))
    assert error_commands([result(*members)], WRITER) == [
        "::error file=expected/billing.yaml,line=3,title=table public.Invoice%3A is missing::"
        "  expected  expected/billing.yaml:3   Invoice:%0A  found     nothing"
    ]


def test_what_would_end_a_value_is_escaped() -> None:
    member = replace(failing(column(), WRONG_TYPE), text="50%, a:b\nnext\r\nlast")
    assert error_commands([result(member)], WRITER) == [
        "::error file=expected/billing.yaml,line=41,title=50%25%2C a%3Ab::next%0D%0Alast"
    ]


def test_a_title_alone_is_the_message_too() -> None:
    member = replace(failing(column(), WRONG_TYPE), text="title")
    assert error_commands([result(member)], WRITER)[0].endswith("title=title::title")
