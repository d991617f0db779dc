"""What is shown while an audit takes long: on a terminal, in a log, with -q."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from .conftest import Project

SLOW = "SELECT pg_sleep(2.6);"
LINE = "schema audit: applying migrations: 2 of 3, 002_slow …"


@pytest.fixture
def slow(project: Project) -> Project:
    """A project whose second migration of three takes its time."""
    project.write("migrations/002_slow.sql", SLOW)
    project.write("migrations/003_last.sql", "SELECT 1;")
    return project


def test_a_log_has_one_line_for_a_long_phase(slow: Project) -> None:
    result = slow.audit()
    assert result.ret == 0
    assert [line for line in result.outlines if " …" in line and "schema audit:" in line] == [LINE]


def test_a_quiet_run_says_nothing(slow: Project) -> None:
    result = slow.audit("-q")
    assert result.ret == 0
    assert "applying" not in str(result.stdout)


def test_a_run_without_a_terminal_reporter(slow: Project) -> None:
    assert slow.audit("-p", "no:terminal").ret == 0


def test_the_process_that_audits_for_workers_says_it(slow: Project) -> None:
    assert LINE in slow.audit("-n2").outlines


def test_a_terminal_has_a_line_that_moves(slow: Project) -> None:
    output = on_a_terminal(slow)
    moments = [part for part in output.split("\r") if "002_slow" in part]
    assert len(moments) > 5
    assert moments[0].rstrip().startswith("schema audit: applying migrations: 2 of 3, 002_slow … (")
    # What follows stands where the line was.
    assert "002_slow" not in output.rpartition("\r")[2]


def test_a_short_audit_shows_nothing_of_itself(project: Project) -> None:
    assert " …" not in project.audit().stdout.str()


def on_a_terminal(project: Project) -> str:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "pytest", "--schema-audit", "-p", "no:randomly"]
    with subprocess.Popen(command, cwd=project.path, stdout=slave, stderr=slave) as process:
        os.close(slave)
        parts = []
        try:
            while part := os.read(master, 65536):
                parts.append(part)
        except OSError:
            pass  # Linux: how the other end's closing is told
        os.close(master)
        assert process.wait() == 0
    return b"".join(parts).decode()
