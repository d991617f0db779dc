"""Options in whole runs: what a wrong one says, and what is not done without them."""

from __future__ import annotations

import shlex
import sys

import pytest

from pytest_schema_audit.servers import Server

from .conftest import SETTINGS, Project

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
        for name in (
            *("errors", "imports", "kinds", "majors", "options", "plugin", "settings", "values"),
        )
    ]


@pytest.mark.parametrize("place", ["url", "embedded"])
def test_nothing_that_a_green_run_does_not_use_is_imported(
    project: Project, server: Server, place: str
) -> None:
    project.write("conftest.py", LOADED)
    ours = ("--schema-audit-server=embedded", f"--schema-audit-postgres={server.major}")
    result = project.audit("-s", *(ours if place == "embedded" else ()))
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
    assert "2 causes, 2 failing expectations in 1 item" in result.outlines
    again = "pytest --schema-audit --schema-audit-granularity=table"
    assert f"  {again} expected/billing.yaml::public.invoice" in result.outlines


def test_a_printed_command_has_the_settings_of_its_run(project: Project) -> None:
    project.migrate("ALTER TABLE invoice ALTER total TYPE integer")
    project.write("of ci.ini", SETTINGS)
    (project.path / "pytest.ini").unlink()
    given = ("-c", "of ci.ini", "-o", "schema_audit_layout=plain", "-o", "junit_family=xunit1")
    result = project.run("--schema-audit", *given)
    printed = result.outlines[result.outlines.index("run these again:") + 1]
    assert printed == (
        "  pytest --schema-audit -c 'of ci.ini' -o schema_audit_layout=plain"
        " expected/billing.yaml::public.invoice::column.total"
    )
    project.run(*shlex.split(printed)[1:]).assert_outcomes(failed=1)


@pytest.mark.parametrize(("value", "named"), [("true", "expected"), ("false", "--last-failed")])
def test_what_a_pipeline_remembers_is_not_there_where_commands_are_pasted(
    project: Project, monkeypatch: pytest.MonkeyPatch, value: str, named: str
) -> None:
    monkeypatch.setenv("CI", value)
    added = ", ".join(f"ADD added_{number} integer" for number in range(21))
    project.migrate(f"ALTER TABLE invoice {added}")
    columns = "".join(f"      added_{number}: text\n" for number in range(21))
    audit = project.path / "expected/billing.yaml"
    total = "      total: numeric(10,2) not null default 0\n"
    audit.write_text(audit.read_text().replace(total, f"{total}{columns}"))
    result = project.run_here("--schema-audit", "-q")
    assert f"  pytest --schema-audit-update=write {named}" in result.outlines
    assert f"  pytest --schema-audit {named}" in result.outlines


def test_migrations_and_totals_stay_items_of_their_own(project: Project) -> None:
    ids = project.collected("--schema-audit", "--schema-audit-granularity=table")
    assert ids[0] == "expected/audit.yaml::migrations::applied.001_initial"
    assert "expected/audit.yaml::database::total.tables" in ids
    assert ids[-3:] == [
        "expected/billing.yaml::public.customer",
        "expected/billing.yaml::public.invoice",
        "expected/billing.yaml::enums",
    ]


def test_the_header_counts_the_items_there_are(project: Project) -> None:
    option = "--schema-audit-granularity=table"
    number = len(project.collected("--schema-audit", option))
    header = [line for line in project.audit(option).outlines if "schema audit: expected" in line]
    assert header == [f"schema audit: expected/audit.yaml (2 files, {number} items)"]


@pytest.mark.parametrize(
    ("args", "option", "other"),
    [
        (["--schema-audit-server=docker"], "--schema-audit-server", "--schema-audit"),
        (["--schema-audit-report", "r.md"], "--schema-audit-report", "--schema-audit"),
        (["--schema-audit-update-remove"], "--schema-audit-update-remove", "--schema-audit-update"),
        (
            ["--schema-audit", "--schema-audit-init-split=table"],
            "--schema-audit-init-split",
            "--schema-audit-init",
        ),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    project: Project, args: list[str], option: str, other: str
) -> None:
    project.write("test_own.py", "def test_own(): pass")
    result = project.run_here(*args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.errlines == [f"ERROR: {option} does nothing here: it goes with {other}", ""]


@pytest.mark.parametrize("other", ["update=diff", "prove", "json-schema"])
def test_one_action_at_a_time(project: Project, other: str) -> None:
    result = project.run_here("--schema-audit-init", f"--schema-audit-{other}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    options = f"--schema-audit-init and --schema-audit-{other.partition('=')[0]}"
    assert result.errlines == [f"ERROR: {options} cannot go together: one at a time", ""]


def test_options_of_the_ini_file_wait_for_an_audit(project: Project) -> None:
    project.write("pytest.ini", "[pytest]\naddopts = --schema-audit-download\n")
    project.write("test_own.py", "def test_own(): pass")
    assert project.run_here().ret == 0


def test_a_printed_command_does_the_same(project: Project) -> None:
    """Without the aspect that was asked for, what failed would pass."""
    project.migrate("COMMENT ON TABLE invoice IS 'hi';")
    result = project.audit("--schema-audit-aspects", "comments")
    commands = [line.split()[1:] for line in result.outlines if line.startswith("  pytest ")]
    table = "expected/billing.yaml::public.invoice::table"
    assert commands == [
        ["--schema-audit-update=write", "--schema-audit-aspects=comments", table],
        ["--schema-audit", "--schema-audit-aspects=comments", table],
    ]
    assert project.run(*commands[1]).ret == pytest.ExitCode.TESTS_FAILED
