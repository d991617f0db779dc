"""The list of what is audited of the catalog says what the queries read."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from pytest_schema_audit.catalog.coverage import coverage, coverage_page
from tests.unit.catalog.references import columns_named, functions_called

PAGE = Path(__file__).parents[3] / "docs" / "coverage.md"
WRITE = "SCHEMA_AUDIT_WRITE_REPORTS"


def test_every_column_is_listed_once() -> None:
    listed = Counter((one.table, one.column) for one in coverage())
    assert [column for column, number in listed.items() if number > 1] == []
    assert len(listed) > 400


def test_queries_name_what_is_said_to_be_audited() -> None:
    named = columns_named()
    claimed = {(one.table, one.column) for one in coverage() if one.audited and not one.through}
    assert {one for one in claimed - named.keys() if ("", one[1]) not in named} == set()


def test_queries_call_the_functions_that_read_the_rest() -> None:
    called = functions_called() | {table for table, _ in columns_named()}
    claimed = {one.through for one in coverage() if one.through}
    assert claimed - called == set()
    assert "pg_get_functiondef" in claimed


def test_queries_name_nothing_that_the_list_leaves_out_whole() -> None:
    whole = {one.table for one in coverage() if not one.column}
    assert {table for table, _ in columns_named()} & whole == set()


def test_page_of_the_documentation_is_up_to_date() -> None:
    if os.environ.get(WRITE):
        PAGE.write_text(coverage_page())
        pytest.fail(f"{PAGE} was written anew: review it, and unset {WRITE}")
    assert PAGE.read_text() == coverage_page()
