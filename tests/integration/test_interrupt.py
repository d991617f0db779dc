"""Ctrl-C and SIGTERM at several moments: an orderly end, nothing left running or on disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pytest_schema_audit.servers import Server
from tests.fix_servers import OwnFolders

from .conftest import Project

INTERRUPTED = {pytest.ExitCode.INTERRUPTED, -signal.SIGINT}
"""CPython ends with the signal where it came while a text was executed, as dataclasses are made."""

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
    assert process.returncode in INTERRUPTED
    assert time.monotonic() - started < 20
    assert not_of_xdist(output) == [], output
    assert databases(project) <= before
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
    # Once pytest has said its last line, the signal is the interpreter's own again.
    ended = {pytest.ExitCode.OK, -signal.SIGTERM} if " passed" in output else set()
    assert process.returncode in INTERRUPTED | ended
    assert "Traceback" not in output
    assert databases(project) <= before
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("options", [[], ["-n2"]], ids=["", "xdist"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_while_a_migration_runs_in_the_background(
    project: Project,
    own_folders: OwnFolders,
    server: Server,
    number: signal.Signals,
    options: list[str],
) -> None:
    project.write("migrations/001_initial.sql", SLOW)
    for delay in (0.0, 0.3, 1.0):
        with audit(project, own_folders.temporary, *private(server), *options) as process:
            wait_until(lambda: bool(own_folders.processes()))
            time.sleep(delay)
            started = time.monotonic()
            process.send_signal(number)
            output, _ = process.communicate(timeout=30)
        assert time.monotonic() - started < 20
        assert process.returncode in INTERRUPTED, output
        assert not_of_xdist(output) == [], output
        assert own_folders.left_behind() == []


def test_a_mistake_in_an_entry_ends_what_has_begun_before_it_is_read(
    project: Project, own_folders: OwnFolders, server: Server
) -> None:
    project.write("migrations/001_initial.sql", SLOW)
    project.write("expected/billing.yaml", "tables:\n  invoice: {columns: {id: integer integer}}\n")
    started = time.monotonic()
    with audit(project, own_folders.temporary, *private(server)) as process:
        output, _ = process.communicate(timeout=30)
    assert time.monotonic() - started < 20
    assert process.returncode in INTERRUPTED
    assert "expected/billing.yaml:2:" in output
    assert "Traceback" not in output
    assert own_folders.left_behind() == []


def test_while_a_command_runs(project: Project, tmp_path: Path) -> None:
    ini = (project.path / "pytest.ini").read_text()
    project.write(
        "pytest.ini", f"{ini}schema_audit_checks =\n    slow: touch running; sleep 60; touch late\n"
    )
    with audit(project, tmp_path, "-k", "check.slow") as process:
        wait_until((project.path / "running").exists)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert process.returncode in INTERRUPTED
    assert "signals.Terminated: SIGTERM" in output
    assert processes_in(project.path) == []


SECOND_AT_THE_END = """\
import os
import signal

from pytest_schema_audit.audits import LocalAudits

stop = LocalAudits._stop

def stop_again(*arguments):
    os.kill(os.getpid(), signal.SIGTERM)
    stop(*arguments)

LocalAudits._stop = staticmethod(stop_again)
"""


def test_a_second_signal_while_the_end_is_under_way(
    project: Project, own_folders: OwnFolders, server: Server
) -> None:
    project.write("conftest.py", SECOND_AT_THE_END)
    own = "import os, signal\n\ndef test_own():\n    os.kill(os.getpid(), signal.SIGTERM)\n"
    project.write("test_own.py", own)
    options = (*private(server), "-p", "no:randomly", "test_own.py", "expected")
    with audit(project, own_folders.temporary, *options) as process:
        output, _ = process.communicate(timeout=30)
    assert process.returncode == pytest.ExitCode.INTERRUPTED, output
    assert "signals.Terminated: SIGTERM" in output
    assert own_folders.left_behind() == []


TWICE_WHILE_THE_SERVER_STARTS = """\
import os
import signal
import sys
import threading
import time

from pytest_schema_audit.servers import embedded

unpack = embedded._unpack

def waits_for_the_start():
    frame = sys._current_frames()[threading.main_thread().ident]
    names = set()
    while frame is not None:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    return {"_stop", "exception", "wait"} <= names

def wait_until(reached):
    end = time.monotonic() + 10
    while waits_for_the_start() != reached and time.monotonic() < end:
        time.sleep(0.01)

def unpack_late(*arguments):
    os.kill(os.getpid(), signal.SIGINT)
    wait_until(True)
    print("stops" if waits_for_the_start() else "goes on")
    os.kill(os.getpid(), signal.SIGINT)
    wait_until(False)
    unpack(*arguments)
    print("started all the same")

embedded._unpack = unpack_late
"""


def test_twice_while_the_server_starts(
    project: Project, own_folders: OwnFolders, server: Server
) -> None:
    project.write("conftest.py", TWICE_WHILE_THE_SERVER_STARTS)
    with audit(project, own_folders.temporary, *private(server), "-s") as process:
        output, _ = process.communicate(timeout=30)
    assert process.returncode != pytest.ExitCode.OK
    assert "stops\n" in output
    assert "started all the same\n" in output
    assert own_folders.left_behind() == []


def private(server: Server) -> tuple[str, str]:
    """Options for a server of the audit's own."""
    return "--schema-audit-server=embedded", f"--schema-audit-postgres={server.major}"


@contextmanager
def audit(project: Project, temporary: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """An audit that can be interrupted, and that does not outlive a test that fails."""
    # What a shell started in the background ignores the interrupt, and so do its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "pytest", "--schema-audit", *options],
        cwd=project.path,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        signal.signal(signal.SIGINT, before)
        try:
            yield process
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise


def not_of_xdist(output: str) -> list[str]:
    """Where tracebacks begin that are not those of xdist's own processes and their ends.

    A worker that is left before it was told anything says where it was, and execnet cannot
    start the threads that end its workers once the interpreter ends (Python 3.12).
    """
    begins = re.findall(r'Traceback \(most recent call last\):\n +File "([^"]*)"', output)
    return [file for file in begins if file != "<string>" and "/execnet/" not in file]


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
