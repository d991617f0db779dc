"""The team's own commands are items beside the others."""

from __future__ import annotations

import sys

import pytest

from .conftest import SETTINGS, Project

CHECKS = """\
schema_audit_checks =
    connects: PYTHON connects.py
    variables: test -n "$PGDATABASE" && test "${DATABASE_URL#*/$PGDATABASE}" != "$DATABASE_URL"
    fails: echo the reason; exit 3
    hangs: echo begun; sleep 60
schema_audit_checks_timeout = 2
"""


CONNECTS = """\
import os, psycopg
for conninfo in ("", os.environ["DATABASE_URL"]):
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT count(*) FROM invoice").fetchone() == (0,)
"""


@pytest.fixture
def checked(project: Project) -> Project:
    project.write("connects.py", CONNECTS)
    project.write("pytest.ini", SETTINGS + CHECKS.replace("PYTHON", sys.executable))
    return project


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_each_is_an_item(checked: Project, options: tuple[str, ...]) -> None:
    result, cases = checked.junit("expected/audit.yaml::checks", *options)
    outcomes = {case.name: case.outcome for case in cases}
    assert outcomes == {
        "check.connects": "passed",
        "check.variables": "passed",
        "check.fails": "failure",
        "check.hangs": "failure",
    }
    texts = {case.name: case.text for case in cases}
    assert texts["check.fails"] == (
        "command fails: exit status 3\n"
        "  command   echo the reason; exit 3\n"
        "  defined   schema_audit_checks, item check.fails\n"
        "  output    the reason"
    )
    assert texts["check.hangs"].splitlines()[0] == (
        "command hangs: killed after 2 seconds (schema_audit_checks_timeout)"
    )
    assert texts["check.hangs"].endswith("  output    begun")
    assert "2 causes, 2 failing items" in result.outlines


def test_all_beside_the_rest(checked: Project) -> None:
    checked.audit().assert_outcomes(passed=65, failed=2)


def test_none_when_the_audit_fails(checked: Project) -> None:
    checked.migrate("SELECT 1/0")
    checked.audit("expected/audit.yaml::checks::check.connects").assert_outcomes(failed=1)


def test_the_end_of_a_long_output_is_in_every_report(project: Project) -> None:
    loud = "schema_audit_checks = loud: seq 1 1000; echo FATAL: the real reason; exit 1\n"
    project.write("pytest.ini", SETTINGS + loud)
    result, cases = project.junit("--schema-audit-report=report.md")
    (failed,) = (case for case in cases if case.outcome == "failure")
    end = ["            1000", "            FATAL: the real reason"]
    assert failed.text.splitlines()[3] == "  output    …"
    assert failed.text.splitlines()[-2:] == end
    assert "\n".join(end) in result.stdout.str()
    assert "\n".join(end) in (project.path / "report.md").read_text()
