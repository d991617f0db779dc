"""A failed audit is one failure: whole text, one entry in JUnit's file, never green."""

from __future__ import annotations

import pytest

from pytest_schema_audit.servers import Server

from .conftest import Project

WAYS = [(), ("-n2",), ("-x",), ("-p", "randomly"), ("--schema-audit-granularity=table",)]


@pytest.mark.parametrize("options", WAYS, ids=" ".join)
def test_a_failing_migration(project: Project, options: tuple[str, ...]) -> None:
    project.migrate("SELECT 1;\n\nALTER TABLE nowhere ADD x int;\n")
    result, cases = project.junit(*options)
    (case,) = cases
    assert (case.classname, case.name) == ("expected.audit.yaml.migrations", "applied.002_change")
    assert case.outcome == "failure"
    assert case.message == (
        "migration 002_change failed at migrations/002_change.sql:3:1: "
        'relation "nowhere" does not exist (SQLSTATE 42P01)'
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=1)
    assert "Traceback" not in str(result.stdout) + str(result.stderr)


def test_the_item_at_hand_carries_it_when_the_migrations_own_is_not_selected(
    project: Project,
) -> None:
    project.migrate("SELECT 1/0")
    result, cases = project.junit("expected/billing.yaml::public.invoice")
    (case,) = cases
    assert (case.name, case.outcome) == ("table", "failure")
    assert case.text.startswith("migration 002_change failed at migrations/002_change.sql:1:")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_other_tests_do_not_run_after_it(project: Project) -> None:
    project.migrate("SELECT 1/0")
    project.write("test_own.py", "def test_own(): pass")
    result = project.audit("test_own.py", "expected")
    result.assert_outcomes(failed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_no_server(
    project: Project, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_SERVER", "postgresql://me:hunter2@127.0.0.1:1/postgres")
    result, cases = project.junit(*options)
    (case,) = cases
    assert (case.name, case.outcome) == ("applied.001_initial", "failure")
    assert "127.0.0.1" in case.text
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    output = str(result.stdout) + str(result.stderr)
    assert "hunter2" not in output
    assert "Traceback" not in output
    assert "expected/audit.yaml: the audit could not be made; nothing was checked" in output


def test_a_mistake_of_the_plugin_keeps_its_traceback(project: Project) -> None:
    # The audit itself runs: a hook of the user's breaks what items look up.
    project.write(
        "conftest.py",
        "import pytest\n"
        "@pytest.hookimpl(tryfirst=True)\n"
        "def pytest_runtest_call(item):\n"
        "    if item.name == 'column.total':\n"
        "        raise ZeroDivisionError('broken on purpose')\n",
    )
    result, cases = project.junit("expected/billing.yaml")
    (case,) = [case for case in cases if case.outcome != "passed"]
    assert case.outcome == "failure"
    title = "INTERNAL column public.invoice.total: ZeroDivisionError: broken on purpose"
    assert case.message == title
    assert case.text.splitlines()[:2] == [title, "Traceback (most recent call last):"]
    assert case.text.count("broken on purpose") == 3
    result.assert_outcomes(failed=1, passed=20)
    assert f"  {title}" in result.outlines
    assert not any(line.startswith("if the migrations are right") for line in result.outlines)


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_a_mistake_in_a_manifest_is_status_2(project: Project, options: tuple[str, ...]) -> None:
    project.write("expected/billing.yaml", "tabels: {}\n")
    assert project.audit(*options).ret == pytest.ExitCode.INTERRUPTED


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("-k", "nothing_of_that_name"), pytest.ExitCode.NO_TESTS_COLLECTED),
        (("expected/billing.yaml::nowhere",), pytest.ExitCode.USAGE_ERROR),
        (("--deselect=expected", "test_own.py", "expected"), pytest.ExitCode.OK),
        (("--fixtures",), pytest.ExitCode.OK),
    ],
    ids=["deselected", "not there", "own tests alone", "no run"],
)
def test_an_audit_that_nobody_waits_for_changes_nothing(
    project: Project, server: Server, args: tuple[str, ...], status: pytest.ExitCode
) -> None:
    project.write("test_own.py", "def test_own(): pass")
    # The SQL is through and the audit is not, when the server stops.
    project.write(
        "conftest.py",
        "import threading, time\n"
        "import pytest_schema_audit.audit as audit\n"
        "audited_on, begun = audit.audited_on, threading.Event()\n"
        "def late(*arguments):\n"
        "    begun.set()\n"
        "    time.sleep(1)\n"
        "    return audited_on(*arguments)\n"
        "audit.audited_on = late\n"
        "def pytest_sessionfinish():\n"
        "    assert begun.wait(30)\n",
    )
    ours = ("--schema-audit-server=embedded", f"--schema-audit-postgres={server.major}")
    result = project.audit(*ours, *args)
    assert result.ret == status
    output = str(result.stdout) + str(result.stderr)
    assert "Traceback" not in output
    assert "psycopg" not in output


def test_drift_is_status_1(project: Project) -> None:
    project.migrate("DROP INDEX invoice_state_idx")
    assert project.audit().ret == pytest.ExitCode.TESTS_FAILED


def test_mass_failure_is_one_text_for_one_cause(project: Project) -> None:
    columns = [f"c{number}" for number in range(30)]
    definitions = ", ".join(f"{name} integer" for name in columns)
    project.write("migrations/001_initial.sql", f"CREATE TABLE wide ({definitions})")
    project.write("expected/audit.yaml", "database: shop\nmigrations: ../migrations\n")
    lines = "".join(f"      {name}: integer\n" for name in columns)
    project.write("expected/billing.yaml", f"tables:\n  wide:\n    columns:\n{lines}")
    project.audit().assert_outcomes(passed=35 + 39)
    project.migrate("DROP TABLE wide")
    result, cases = project.junit()
    failed = [case for case in cases if case.outcome == "failure"]
    assert len(failed) == 31
    assert [case.name for case in failed if "\n" in case.text] == ["table"]
    assert "1 cause, 31 failing items" in result.outlines
    assert "  table public.wide: is missing (30 more because of it)" in result.outlines
