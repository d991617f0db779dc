"""The JUnit file: what pipelines read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from pytest_schema_audit.servers import Server

from .conftest import Project

CHANGE = "ALTER TABLE invoice ALTER total TYPE double precision;"
TITLE = "column public.invoice.total: expected numeric(10,2), found double precision"
TEXT = f"""\
{TITLE}
  expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0
  found     double precision not null default 0
  made by   migrations/002_change.sql:1"""


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_a_failure(project: Project, options: tuple[str, ...]) -> None:
    project.migrate(CHANGE)
    _, cases = project.junit(*options)
    assert len(cases) == 64
    (failed,) = [case for case in cases if case.outcome != "passed"]
    assert (failed.classname, failed.name) == (
        "expected.billing.yaml.public.invoice",
        "column.total",
    )
    assert (failed.outcome, failed.message) == ("failure", TITLE)
    assert "\n".join(line for line in failed.text.splitlines() if "[gw" not in line) == TEXT


def test_file_and_line_of_the_older_family(project: Project) -> None:
    project.audit("--junitxml=junit.xml", "-o", "junit_family=xunit1", "-k", "column.total")
    (case,) = ElementTree.parse(project.path / "junit.xml").getroot().iter("testcase")
    # Counted from 0, as pytest does for its own tests.
    assert (case.get("file"), case.get("line")) == ("expected/billing.yaml", "11")


def test_a_condition_that_is_not_met_is_skipped_with_its_reason(
    project: Project, server: Server
) -> None:
    text = (project.path / "expected/billing.yaml").read_text()
    entry = f'total: {{is: integer, when: "<{server.major}"}}'
    project.write(
        "expected/billing.yaml",
        text.replace("total: numeric(10,2) not null default 0", entry),
    )
    _, cases = project.junit("-k", "column.total")
    (case,) = cases
    assert case.outcome == "skipped"
    assert case.message == (f"only for PostgreSQL <{server.major}; this server is {server.major}")


def test_passing_items_carry_nothing(project: Project) -> None:
    _, cases = project.junit("-k", "column")
    assert {(case.outcome, case.text) for case in cases} == {("passed", "")}
