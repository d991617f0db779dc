"""Accepted drift: an xfail with its reason, for as long as there is drift and the team said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.conftest import AUDIT, Project

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
    assert "its waiver at audit.yaml:5 ended on 2020-02-29: until the next release" in failed.text


def test_a_waiver_with_nothing_to_waive_fails(project: Project) -> None:
    waive(project)
    result, cases = project.junit("-q")
    assert result.ret == 1
    (failed,) = (case for case in cases if case.outcome != "passed")
    first, *rest = failed.text.splitlines()
    assert first == "column public.invoice.total: is as expected, so there is nothing to waive"
    assert any("remove the waiver at audit.yaml:5" in line for line in rest)


def test_a_waiver_for_no_item_says_where_and_what_to_write(project: Project) -> None:
    waive(project, item="public.invoice::column.totl")
    result = project.run_here("--schema-audit")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    said = "\n".join(line for line in (result.stdout.str() + result.stderr.str()).splitlines())
    assert "expected/audit.yaml:5:5: no item 'public.invoice::column.totl' to waive" in said
    assert f"write {ITEM}" in said


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
