"""pytest-xdist: one server and one audit for all workers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Project
from .test_interrupt import wait_for_statement, wait_until


@pytest.mark.parametrize("distribution", ["load", "loadfile", "worksteal"])
def test_the_same_verdicts(project: Project, distribution: str) -> None:
    project.migrate("DROP INDEX invoice_state_idx; CREATE VIEW v AS SELECT 1")
    result = project.audit("-n2", f"--dist={distribution}")
    result.assert_outcomes(failed=2, passed=62)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert result.outlines.count("2 causes, 2 failing items") == 1


def test_migrations_run_once(project: Project) -> None:
    # A role outlives the database it is created in: a second run would fail.
    project.write("migrations/002_role.sql", "CREATE ROLE made_once_only")
    try:
        project.audit("-n2").assert_outcomes(passed=64)
    finally:
        project.execute("DROP ROLE IF EXISTS made_once_only")


def test_a_dying_worker_is_one_error(project: Project) -> None:
    project.write(
        "conftest.py",
        "import os\n"
        "def pytest_runtest_setup(item):\n"
        "    if item.name == 'enum.state':\n"
        "        os._exit(3)\n",
    )
    result = project.audit("-n2")
    assert result.ret != 0
    text = str(result.stdout)
    assert "crashed while running 'expected/billing.yaml::enums::enum.state'" in text
    result.assert_outcomes(failed=1, passed=62)


def test_nothing_is_left(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = project.path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert project.audit("-n2").ret == 0
    assert [path.name for path in temporary.iterdir() if path.name[:9] != "pytest-of"] == []


def test_the_password_is_in_no_option_of_a_worker(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        "conftest.py",
        "def pytest_sessionfinish(session):\n"
        "    workerinput = getattr(session.config, 'workerinput', None)\n"
        "    if workerinput:\n"
        "        open(f'seen-{workerinput[\"workerid\"]}', 'w').write(repr(workerinput))\n",
    )
    assert project.audit("-n2").ret == 0
    seen = [path.read_text() for path in project.path.glob("seen-*")]
    assert len(seen) == 2
    assert all("schema_audit_folder" in text and "postgres" not in text for text in seen)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_death_of_the_process_that_audits_ends_its_workers(project: Project) -> None:
    project.write("migrations/001_initial.sql", "SELECT pg_sleep(4)")
    command = [sys.executable, "-m", "pytest", "--schema-audit", "-n2"]
    with subprocess.Popen(command, cwd=project.path, stdout=subprocess.DEVNULL) as process:
        wait_until(lambda: len(children(process.pid)) == 2)
        wait_for_statement(project, "%pg_sleep%")
        workers = children(process.pid)
        process.kill()
    wait_until(lambda: not any(Path("/proc", str(pid)).exists() for pid in workers))


INTERRUPTED_WHILE_A_WORKER_WAITS = """\
import time
from pathlib import Path

import pytest

WAITS, TOLD = Path("waits"), Path("told")

@pytest.hookimpl(tryfirst=True)
def pytest_collection(session):
    if not hasattr(session.config, "workerinput"):
        end = time.monotonic() + 20
        while not WAITS.exists() and time.monotonic() < end:
            time.sleep(0.01)
        raise KeyboardInterrupt

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_finish(session):
    WAITS.touch()
    yield
    TOLD.write_text(session.config.pluginmanager.get_plugin("schema-audit-session")
                    .outcome.failure.text)
"""


def test_a_worker_that_waits_is_told_of_an_interrupt(project: Project) -> None:
    project.write("conftest.py", INTERRUPTED_WHILE_A_WORKER_WAITS)
    assert project.audit("-n1").ret == pytest.ExitCode.INTERRUPTED
    assert (project.path / "told").read_text() == "the audit was interrupted"


EMPTIED = """\
import shutil
import tempfile
from pathlib import Path

import pytest

@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        (folder,) = Path(tempfile.gettempdir()).glob("schema-audit-outcome-*")
        shutil.rmtree(folder)
    return (yield)
"""


def test_a_temporary_folder_that_was_emptied_meanwhile(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = project.path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    project.write("conftest.py", EMPTIED)
    result = project.audit("-n1")
    result.assert_outcomes(passed=63)
    assert result.ret == pytest.ExitCode.OK


def children(parent: int) -> list[int]:
    """Processes that another has started and that still live."""
    files = Path("/proc", str(parent), "task", str(parent)).glob("children")
    return [int(pid) for file in files for pid in file.read_text().split()]
