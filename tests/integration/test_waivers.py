"""Accepted drift: an xfail with its reason, for as long as there is drift and the team said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.conftest import AUDIT, SETTINGS, Project

DRIFT = "ALTER TABLE invoice ALTER total TYPE numeric(12,2);"
ITEM = "public.invoice::column.total"


def waive(project: Project, more: str = "", item: str = ITEM) -> None:
    text = f"waive:\n  - {{item: '{item}', reason: until the next release{more}}}\n"
    project.write("expected/audit.yaml", AUDIT + text)


def test_waived_drift_is_an_xfail_with_the_reason(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project, ", owner: billing, until: 2999-12-31")
    result = project.run_here("--schema-audit", "-rx", "-q")
    assert result.ret == 0
    assert "1 xfailed" in result.stdout.str()
    assert (
        "XFAIL expected/billing.yaml::public.invoice::column.total - "
        "waived: until the next release, billing, until 2999-12-31"
    ) in result.stdout.str()


def test_waived_drift_is_a_skipped_case_with_the_reason_in_junit(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project)
    result, cases = project.junit("-q")
    assert result.ret == 0
    found = [case for case in cases if case.outcome != "passed"]
    assert [(case.name, case.outcome, case.message) for case in found] == [
        ("column.total", "skipped", "waived: until the next release")
    ]


def test_an_id_with_its_file_names_the_same_item(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project, item=f"expected/billing.yaml::{ITEM}")
    assert project.run_here("--schema-audit", "-q").ret == 0


def test_an_expired_waiver_fails_with_the_drift(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project, ", until: 2020-02-29")
    result, cases = project.junit("-q")
    assert result.ret == 1
    (failed,) = (case for case in cases if case.outcome != "passed")
    assert failed.text.splitlines()[0] == (
        "column public.invoice.total: expected numeric(10,2), found numeric(12,2)"
    )
    ended = "its waiver at expected/audit.yaml:5 ended on 2020-02-29: until the next release"
    assert ended in failed.text


@pytest.mark.parametrize(("until", "failing"), [("2999-12-31", 0), ("2020-02-29", 1)])
def test_one_for_a_live_database_leaves_the_other_as_it_is(
    project: Project, until: str, failing: int
) -> None:
    project.migrate(DRIFT)
    live = "waive:\n  - {item: '" + ITEM + "', reason: later, when: live}\n"
    waive(project, f", until: {until}")
    project.write("expected/live.yaml", live)
    assert project.run_here("--schema-audit", "-q").ret == failing


def test_a_waiver_with_nothing_to_waive_fails(project: Project) -> None:
    waive(project)
    result, cases = project.junit("-q")
    assert result.ret == 1
    (failed,) = (case for case in cases if case.outcome != "passed")
    first, *rest = failed.text.splitlines()
    assert first == "column public.invoice.total: is as expected, so there is nothing to waive"
    assert rest == [
        "  expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0",
        "  found     what is expected",
        "  hint      remove the waiver at expected/audit.yaml:5",
    ]


def test_a_waiver_for_no_item_says_where_and_what_to_write(project: Project) -> None:
    waive(project, item="public.invoice::column.totl")
    result = project.run_here("--schema-audit")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    said = "\n".join(line for line in (result.stdout.str() + result.stderr.str()).splitlines())
    assert "expected/audit.yaml:5:5: no item 'public.invoice::column.totl' to waive" in said
    assert f"write {ITEM}" in said


def test_an_id_in_a_file_of_the_other_suffix(project: Project) -> None:
    (project.path / "expected/billing.yaml").rename(project.path / "expected/billing.yml")
    project.migrate(DRIFT)
    waive(project, item=f"expected/billing.yml::{ITEM}")
    assert project.run_here("--schema-audit", "-q").ret == 0


def test_a_command_cannot_be_waived(project: Project) -> None:
    project.write("pytest.ini", f"{SETTINGS}schema_audit_checks = lint: false\n")
    waive(project, item="checks::check.lint")
    result = project.run_here("--schema-audit", "-q")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert "\n".join(result.outlines[3:6]) == (
        "expected/audit.yaml:5:5: command lint cannot be waived: only drift can\n"
        "  {item: 'checks::check.lint', reason: until the next release}\n"
        "  way out: remove the waiver"
    )


@pytest.mark.parametrize("name", ["gone", "out_of_order"])
def test_what_only_a_live_database_is_asked_waits_for_one(project: Project, name: str) -> None:
    waive(project, item=f"migrations::ledger.{name}")
    assert project.run_here("--schema-audit", "-q").ret == 0


def test_a_table_as_one_item_is_waived_by_its_part(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project)
    result = project.run_here("--schema-audit", "-q", "--schema-audit-granularity=table", "-rx")
    assert result.ret == 0
    assert "1 xfailed" in result.stdout.str()


def test_other_drift_of_a_waived_table_still_fails(project: Project) -> None:
    project.migrate(DRIFT + "DROP INDEX invoice_state_idx;")
    waive(project)
    result = project.run_here("--schema-audit", "-q", "--schema-audit-granularity=table")
    assert result.ret == 1


def test_waivers_hold_under_xdist(project: Project) -> None:
    project.migrate(DRIFT)
    waive(project)
    result = project.audit("-q", "-n2")
    assert result.ret == 0
    assert "1 xfailed" in result.stdout.str()


def test_the_manifest_stays_as_it_is(project: Project) -> None:
    """An update takes nothing over that the team has accepted for a time."""
    project.migrate(DRIFT)
    waive(project)
    before = Path(project.path / "expected/billing.yaml").read_bytes()
    result = project.run_here("--schema-audit-update=diff", "-q")
    assert result.ret == 0
    assert Path(project.path / "expected/billing.yaml").read_bytes() == before


def test_what_no_update_mends_is_not_promised(project: Project) -> None:
    rule = "ignore: [{kind: view, name: 'tmp_*', reason: load tests}]\nschemas: [public, pubilc]\n"
    text = f"waive:\n  - {{item: '{ITEM}', reason: soon}}\n"
    project.write("expected/audit.yaml", AUDIT + text + rule)
    result = project.run_here("--schema-audit", "-q", "-p", "no:cacheprovider")
    ids = (
        "'expected/audit.yaml::database::ignore.view.*.tmp_*'"
        " expected/audit.yaml::database::limit.pubilc"
        " expected/billing.yaml::public.invoice::column.total"
    )
    headline = result.outlines.index("3 causes, 3 failing items")
    assert result.outlines[headline + 1 : headline + 7] == [
        "  ignore view tmp_*: matches no view of the database",
        "  limit to schema pubilc: there is no such schema in the database",
        "  column public.invoice.total: is as expected, so there is nothing to waive",
        "",
        "run these again:",
        f"  pytest --schema-audit {ids}",
    ]


def test_what_follows_from_waived_drift_is_waived_with_it(project: Project) -> None:
    """A missing table is one drift, and one waiver."""
    project.migrate("DROP TABLE invoice;")
    waive(project, item="public.invoice::table")
    audit = project.path / "expected/audit.yaml"
    audit.write_text(audit.read_text().replace("totals: {tables: 2, foreign keys: 1}\n", ""))
    result = project.run_here("--schema-audit", "-q", "-rx")
    xfailed = [line for line in result.outlines if line.startswith("XFAIL ")]
    names = [
        *("table", "column.id", "column.customer_id", "column.total", "column.state"),
        *("primary_key.invoice_pkey", "index.invoice_pkey"),
        *("foreign_key.invoice_customer_id_fkey", "index.invoice_state_idx"),
    ]
    assert xfailed == [
        f"XFAIL expected/billing.yaml::public.invoice::{name} - waived: until the next release"
        for name in names
    ]
    assert result.ret == 0
    start = result.outlines.index("                      expected  found")
    assert result.outlines[start + 1 : start + 9] == [
        "  tables                     2      1  waived",
        "  columns                    6      2  waived",
        "  indexes                    3      1  waived",
        "  primary keys               2      1  waived",
        "  uniques                    0      0  ok",
        "  foreign keys               1      0  waived",
        "  enums                      1      1  ok",
        "  migrations applied         2      2  ok",
    ]


def test_a_table_as_one_item_gives_the_reason_once(project: Project) -> None:
    project.migrate("DROP TABLE invoice;")
    waive(project, item="public.invoice::table")
    options = ("--schema-audit-granularity=table", "expected/billing.yaml")
    result = project.run_here("--schema-audit", "-q", "-rx", *options)
    assert [line for line in result.outlines if line.startswith("XFAIL ")] == [
        "XFAIL expected/billing.yaml::public.invoice - waived: until the next release"
    ]
    assert result.ret == 0
