from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_schema_audit.servers.account import Account
from pytest_schema_audit.servers.rundir import remove_leftovers, run_directory

ME = Account(uid=os.geteuid(), gid=os.getegid(), dropped=False, listed=True)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "t").mkdir()
    (tmp_path / "runs").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    return tmp_path


def leave_record(cache: Path, name: str, *folders: Path) -> None:
    (cache / "runs" / f"{name}.json").write_text(json.dumps([str(path) for path in folders]))


def test_is_closed_to_others_and_removed(cache: Path) -> None:
    with run_directory(cache, ME) as directory:
        assert directory.path.stat().st_mode & 0o777 == 0o700
        assert directory.path.parent == cache / "t"
    assert list((cache / "t").iterdir()) == []
    assert list((cache / "runs").iterdir()) == []


def test_what_a_dead_run_left_is_removed(cache: Path) -> None:
    left = cache / "t" / "schema-audit-dead"
    (left / "data").mkdir(parents=True)
    leave_record(cache, "schema-audit-dead", left)
    remove_leftovers(cache, ME)
    assert list((cache / "t").iterdir()) == []
    assert list((cache / "runs").iterdir()) == []


def test_a_record_cannot_name_another_folder(cache: Path) -> None:
    precious = cache / "precious"
    precious.mkdir()
    leave_record(cache, "schema-audit-dead", precious)
    remove_leftovers(cache, ME)
    assert precious.is_dir()


def test_a_link_is_not_followed(cache: Path) -> None:
    precious = cache / "precious"
    precious.mkdir()
    (precious / "file").touch()
    (cache / "t" / "schema-audit-dead").symlink_to(precious)
    leave_record(cache, "schema-audit-dead", cache / "t" / "schema-audit-dead")
    remove_leftovers(cache, ME)
    assert (precious / "file").exists()


def test_a_folder_that_is_being_written_into_is_removed(cache: Path) -> None:
    fill = (
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\npath.mkdir()\nnumber = 0\n"
        "while path.exists():\n    number += 1\n    try:\n"
        "        (path / str(number)).touch()\n    except FileNotFoundError:\n        break\n"
    )
    with run_directory(cache, ME) as directory:
        writer = subprocess.Popen([sys.executable, "-c", fill, str(directory.data)])
        while not directory.data.exists():
            assert writer.poll() is None
    try:
        assert not directory.path.exists()
    finally:
        writer.kill()
        writer.wait()
