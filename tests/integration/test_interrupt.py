"""Ctrl-C and SIGTERM at several moments: an orderly end, nothing left running or on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Project

SLOW = "CREATE TABLE invoice (id int); SELECT pg_sleep(30);"


@pytest.mark.parametrize("options", [[], ["-n2"]], ids=["", "xdist"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_while_a_migration_runs(
    project: Project, number: signal.Signals, options: list[str], tmp_path: Path
) -> None:
    project.write("migrations/001_initial.sql", SLOW)
    before = databases(project)
    with audit(project, tmp_path, *options) as process:
        wait_for_statement(project, "%pg_sleep%")
        started = time.monotonic()
        process.send_signal(number)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert time.monotonic() - started < 20
    assert "Traceback" not in output
    assert databases(project) == before
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("delay", [0.0, 0.4, 0.8])
def test_at_any_moment_from_the_header_on(project: Project, tmp_path: Path, delay: float) -> None:
    before = databases(project)
    with audit(project, tmp_path, "-p", "no:randomly") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert "test session starts" in first
    assert process.returncode in {pytest.ExitCode.INTERRUPTED, pytest.ExitCode.OK}
    assert "Traceback" not in output
    assert databases(project) == before
    assert left_in(tmp_path) == []


def test_while_a_command_runs(project: Project, tmp_path: Path) -> None:
    ini = (project.path / "pytest.ini").read_text()
    project.write(
        "pytest.ini", f"{ini}schema_audit_checks =\n    slow: touch running; sleep 60; touch late\n"
    )
    with audit(project, tmp_path, "-k", "check.slow") as process:
        wait_until((project.path / "running").exists)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert "signals.Terminated: SIGTERM" in output
    assert processes_in(project.path) == []


def audit(project: Project, temporary: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "pytest", "--schema-audit", *options],
        cwd=project.path,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for_statement(project: Project, pattern: str) -> None:
    query = "SELECT 1 FROM pg_stat_activity WHERE query LIKE %s AND pid <> pg_backend_pid()"
    wait_until(lambda: bool(project.query(query, pattern)))


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def databases(project: Project) -> set[object]:
    return {row[0] for row in project.query("SELECT datname FROM pg_database")}


def left_in(temporary: Path) -> list[str]:
    """What is left besides pytest's own folders."""
    return [path.name for path in temporary.iterdir() if not path.name.startswith("pytest-of-")]


def processes_in(folder: Path) -> list[str]:
    """Command lines of processes that run in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.name != str(os.getpid()) and (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found
