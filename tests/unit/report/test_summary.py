"""The closing report of a suite."""

from __future__ import annotations

from dataclasses import replace

from pytest_schema_audit.report.result import Failing
from pytest_schema_audit.report.summary import figure_lines, rerun_command, summary_lines
from pytest_schema_audit.verdict import Different

from .samples import (
    FIGURES,
    REPORT,
    SUITE,
    WRITER,
    WRONG_TYPE,
    column,
    failing,
    made,
    result,
    table,
)

FOLLOWS = Different("table public.Invoice is missing", cause=table().key)


def test_figures() -> None:
    assert figure_lines(FIGURES) == [
        "                      expected  found",
        "  tables                    55     55  ok",
        "  indexes                  245    244  DRIFT",
        "  views                             3",
        "  migrations applied         2      2  ok",
    ]
    assert figure_lines(()) == []


def test_without_drift() -> None:
    assert summary_lines(result(), WRITER) == [
        "expected/audit.yaml on PostgreSQL 16.15, embedded",
        *figure_lines(FIGURES),
        "note: one note",
    ]


def test_causes_and_ways_out() -> None:
    members = (
        failing(column("total"), WRONG_TYPE),
        failing(column("status"), FOLLOWS),
        failing(table(), Different("is missing")),
        failing(column("id"), FOLLOWS),
    )
    assert summary_lines(result(*members), WRITER)[7:] == [
        "",
        "2 causes, 4 failing items",
        "  table public.Invoice: is missing (2 more because of it)",
        "  column public.Invoice.total: expected numeric(10,2), found double precision",
        "",
        "if the migrations are right, update the manifest:",
        "  pytest --schema-audit-update=write --schema-audit-update-remove"
        " expected/billing.yaml::public.Invoice::column.total"
        " expected/billing.yaml::public.Invoice::table",
        "if the manifest is right, fix migrations/2.sql:212",
        "run these again:",
        "  pytest --schema-audit expected/billing.yaml::public.Invoice::column.total"
        " expected/billing.yaml::public.Invoice::table",
    ]


def test_what_follows_from_an_item_that_did_not_run() -> None:
    lines = summary_lines(result(failing(column(), FOLLOWS)), WRITER)
    assert lines[8:10] == [
        "1 cause, 1 failing item",
        "  expected/billing.yaml::public.Invoice::table (1 more because of it)",
    ]


def test_a_command_has_no_place_in_the_manifest() -> None:
    spec = made("checks", "check", "x", "command x")
    member = Failing(spec, None, "command x: exit status 1\n  output  none", "id")
    assert summary_lines(result(member), WRITER)[8:] == [
        "1 cause, 1 failing item",
        "  command x: exit status 1",
        "",
        "run these again:",
        "  pytest --schema-audit id",
    ]


def test_many_causes_are_cut_and_counted() -> None:
    members = [failing(column(f"c{n}", line=n), WRONG_TYPE) for n in range(1, 31)]
    lines = summary_lines(result(*members), WRITER)
    assert lines[8] == "30 causes, 30 failing items"
    assert lines[19] == "  … 20 more"
    assert lines[22] == "  pytest --schema-audit-update=write --last-failed"
    assert lines[-1] == "  pytest --schema-audit --last-failed"


def test_ids_are_quoted_and_named_once() -> None:
    member = replace(failing(column(), WRONG_TYPE), item_id="f.yaml::t::column.a b")
    assert rerun_command([member, member]) == "pytest --schema-audit 'f.yaml::t::column.a b'"


def test_audit_that_could_not_be_made() -> None:
    unmade = replace(result(), report=None)
    assert (unmade.suite, REPORT) == (SUITE, result().report)
    assert summary_lines(unmade, WRITER) == [
        "expected/audit.yaml: the audit could not be made; nothing was checked"
    ]
