"""Options in whole runs: what a wrong one says, and what is not done without them."""

from __future__ import annotations

import sys

import pytest

from .conftest import Project

HEAVY = ("psycopg", "pglast", "yaml", "deepdiff", "testcontainers", "docker")

LOADED = f"""
import sys

def pytest_unconfigure():
    loaded = [name for name in {HEAVY} if name in sys.modules]
    ours = sorted(name for name in sys.modules if name.startswith("pytest_schema_audit."))
    print("LOADED", *loaded)
    print("OURS", *ours)
"""


def test_a_wrong_option_is_one_line_and_status_4(project: Project) -> None:
    result = project.audit("--schema-audit-granularity", "file")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.errlines == [
        "ERROR: --schema-audit-granularity: 'file' is not valid; use assertion | table",
        "",
    ]


def test_nothing_heavy_is_imported_without_the_flag(project: Project) -> None:
    project.write("conftest.py", LOADED)
    project.write("test_own.py", "def test_own(): pass")
    result = project.run("-s")
    assert "LOADED" in result.outlines
    (ours,) = [line for line in result.outlines if line.startswith("OURS")]
    assert ours.split()[1:] == [
        f"pytest_schema_audit.{name}"
        for name in ("errors", "kinds", "options", "plugin", "settings", "values")
    ]


def test_nothing_that_a_green_run_does_not_use_is_imported(project: Project) -> None:
    project.write("conftest.py", LOADED)
    result = project.audit("-s")
    assert result.ret == 0
    (loaded,) = [line for line in result.outlines if line.startswith("LOADED")]
    assert set(loaded.split()[1:]) == {"psycopg", "pglast", "yaml"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_server_for_help(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_SERVER", "postgresql://nobody@127.0.0.1:1/postgres")
    result = project.audit("--help")
    assert result.ret == 0
    assert "PostgreSQL schema audit:" in result.outlines


def test_markers_are_listed(project: Project) -> None:
    text = str(project.run("--markers").stdout)
    assert "@pytest.mark.schema_audit: every item of the schema audit" in text
    assert "@pytest.mark.schema_KIND: items of one kind" in text


def test_one_item_for_a_table(project: Project) -> None:
    project.migrate("ALTER TABLE invoice ALTER total TYPE integer; DROP INDEX invoice_state_idx")
    result, cases = project.junit("--schema-audit-granularity=table", "expected/billing.yaml")
    assert [(case.classname, case.name, case.outcome) for case in cases] == [
        ("expected.billing.yaml", "public.customer", "passed"),
        ("expected.billing.yaml", "public.invoice", "failure"),
        ("expected.billing.yaml", "enums", "passed"),
    ]
    assert cases[1].message == "public.invoice: 2 of 12 expectations fail"
    assert cases[1].text == (
        "public.invoice: 2 of 12 expectations fail\n"
        "  column public.invoice.total: expected numeric(10,2), found integer\n"
        "    expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0\n"
        "    found     integer not null default 0\n"
        "    made by   migrations/002_change.sql:1\n"
        "  index public.invoice.invoice_state_idx: is missing\n"
        "    expected  expected/billing.yaml:19   invoice_state_idx: btree (state)\n"
        "    found     nothing\n"
        "    hint      dropped by migrations/002_change.sql:1"
    )
    assert "2 causes, 2 failing items" in result.outlines
    assert "  pytest --schema-audit expected/billing.yaml::public.invoice" in result.outlines


def test_migrations_and_totals_stay_items_of_their_own(project: Project) -> None:
    ids = project.collected("--schema-audit", "--schema-audit-granularity=table")
    assert ids[0] == "expected/audit.yaml::migrations::applied.001_initial"
    assert "expected/audit.yaml::database::total.tables" in ids
    assert ids[-3:] == [
        "expected/billing.yaml::public.customer",
        "expected/billing.yaml::public.invoice",
        "expected/billing.yaml::enums",
    ]
