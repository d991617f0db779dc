from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pytest_schema_audit.servers.records import abandoned, new_name, record

DEAD = """
import os, signal, sys
from pathlib import Path
from pytest_schema_audit.servers.records import record

with record(Path(sys.argv[1]), "schema-audit-dead", ["left"]):
    os.kill(os.getpid(), signal.SIGKILL)
"""

FORKING = """
import fcntl, os, signal, sys
from pathlib import Path
from pytest_schema_audit.servers.records import locked

path = Path(sys.argv[1])
with locked(path):
    child = os.fork()
    if child == 0:
        signal.pause()
try:
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
finally:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


def run(program: str, path: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def test_names_differ() -> None:
    assert new_name() != new_name()


def test_a_record_is_gone_at_the_end(folder: Path) -> None:
    with record(folder, "schema-audit-x", ["entry"]):
        assert [path.name for path in folder.iterdir()] == ["schema-audit-x.json"]
    assert list(folder.iterdir()) == []


def test_a_living_process_s_record_is_not_abandoned(folder: Path) -> None:
    with record(folder, "schema-audit-x", ["entry"]):
        assert list(abandoned(folder)) == []
        assert len(list(folder.iterdir())) == 1


def test_a_killed_process_s_record_is_abandoned_once(folder: Path) -> None:
    run(DEAD, folder)
    assert list(abandoned(folder)) == [("schema-audit-dead", ["left"])]
    assert list(abandoned(folder)) == []


def test_a_record_stays_when_cleaning_up_fails(folder: Path) -> None:
    folder.mkdir()
    (folder / "schema-audit-x.json").write_text('["entry"]')
    found = abandoned(folder)
    assert next(found) == ("schema-audit-x", ["entry"])
    found.close()
    assert list(abandoned(folder)) == [("schema-audit-x", ["entry"])]


def test_a_damaged_record_is_removed(folder: Path) -> None:
    folder.mkdir()
    (folder / "schema-audit-x.json").write_text("[")
    assert list(abandoned(folder)) == [("schema-audit-x", [])]
    assert list(folder.iterdir()) == []


def test_a_process_forked_meanwhile_does_not_keep_a_lock(tmp_path: Path) -> None:
    assert run(FORKING, tmp_path / "lock").stderr == ""
