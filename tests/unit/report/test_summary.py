"""The closing report of a suite."""

from __future__ import annotations

from dataclasses import replace

from pytest_schema_audit.report.result import Failing
from pytest_schema_audit.report.summary import figure_lines, headline, rerun_command, summary_lines
from pytest_schema_audit.verdict import Different

from .samples import (
    FIGURES,
    REPORT,
    ROOT,
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
    waived = replace(FIGURES[1], waived=True)
    assert figure_lines([waived])[1:] == ["  indexes       245    244  waived"]


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


def test_where_pytest_remembers_nothing_the_suite_is_named() -> None:
    members = [failing(column(f"c{n}", line=n), WRONG_TYPE) for n in range(1, 31)]
    lines = summary_lines(replace(result(*members), remembered=False), WRITER)
    assert lines[22] == "  pytest --schema-audit-update=write expected"
    assert lines[-1] == "  pytest --schema-audit expected"


def test_ids_are_quoted_and_named_once() -> None:
    member = replace(failing(column(), WRONG_TYPE), item_id="f.yaml::t::column.a b")
    command = rerun_command([member, member], result(member), WRITER)
    assert command == "pytest --schema-audit 'f.yaml::t::column.a b'"


def test_options_that_items_depend_on_are_repeated() -> None:
    member = replace(failing(column(), WRONG_TYPE), item_id="id")
    options = ("--schema-audit-aspects=all", "--schema-audit-server=postgresql://…")
    lines = summary_lines(replace(result(member), options=options), WRITER)
    again = "--schema-audit-aspects=all '--schema-audit-server=postgresql://…' id"
    assert lines[-4] == f"  pytest --schema-audit-update=write {again}"
    assert lines[-1] == f"  pytest --schema-audit {again}"


def test_audit_that_could_not_be_made() -> None:
    unmade = replace(result(), report=None)
    assert (unmade.suite, REPORT) == (SUITE, result().report)
    assert summary_lines(unmade, WRITER) == [
        "expected/audit.yaml: the audit could not be made; nothing was checked"
    ]


def test_a_suite_whose_audit_another_one_ended() -> None:
    unmade = replace(result(), report=None, stopped_by=ROOT / "expected/shop/audit.yaml")
    assert summary_lines(unmade, WRITER) == [
        "expected/audit.yaml: not audited, because expected/shop/audit.yaml failed"
    ]


def test_expectations_of_one_item_are_counted_as_such() -> None:
    members = [
        replace(failing(column(name), WRONG_TYPE), item_id="expected/billing.yaml::public.Invoice")
        for name in ("a", "b")
    ]
    assert headline(result(*members)) == "2 causes, 2 failing expectations in 1 item"


def test_what_is_not_printed_is_left_to_fill_in() -> None:
    member = replace(failing(column(), WRONG_TYPE), item_id="id")
    options = ("--schema-audit-apply=COMMAND",)
    lacking = replace(result(member), options=options, stand_ins=("URL", "COMMAND"))
    assert summary_lines(lacking, WRITER)[-2:] == [
        "  pytest --schema-audit --schema-audit-apply=COMMAND id",
        "there, write what you gave for URL and COMMAND: it may hold a password",
    ]


REFUSED = replace(
    WRONG_TYPE,
    summary='expected a definition that this table cannot have: type "txet" does not exist',
    refused='type "txet" does not exist',
)


def test_no_migration_is_to_be_mended_where_the_manifest_cannot_be_right() -> None:
    lines = summary_lines(result(failing(column("a"), REFUSED)), WRITER)
    assert lines[9:] == [
        '  column public.Invoice.a: expected a definition that this table cannot have: type "txet"'
        " does not exist",
        "",
        "if the migrations are right, update the manifest:",
        "  pytest --schema-audit-update=write expected/billing.yaml::public.Invoice::column.a",
        "run these again:",
        "  pytest --schema-audit expected/billing.yaml::public.Invoice::column.a",
    ]
    dropped = replace(REFUSED, behind=("migrations/7.sql:1",))
    lines = summary_lines(result(failing(column("a"), dropped)), WRITER)
    assert lines[-3] == "if the manifest is right, fix migrations/7.sql:1"
    other = failing(column("b"), Different("is missing"))
    lines = summary_lines(result(failing(column("a"), REFUSED), other), WRITER)
    assert lines[-3] == "if the manifest is right, fix the migrations"


def test_files_to_fix_are_named_once() -> None:
    several = Different(
        "found 2 objects that no entry describes",
        unexpected=("column a   migrations/2.sql:3", "column b   migrations/1.sql:7"),
        behind=("migrations/2.sql:3", "migrations/1.sql:7"),
    )
    gone = Different("is missing", behind=("migrations/2.sql:3",))
    nobody = replace(WRONG_TYPE, made_by="no migration")
    whole_file = replace(WRONG_TYPE, made_by="migrations/3.sql")
    verdicts = (WRONG_TYPE, several, gone, nobody, whole_file)
    members = [failing(column(f"c{n}"), one) for n, one in enumerate(verdicts)]
    lines = summary_lines(result(*members), WRITER)
    assert lines[-3] == (
        "if the manifest is right, fix migrations/2.sql:3, 212; migrations/1.sql:7; migrations/3.sql"
    )
