from __future__ import annotations

import os
from pathlib import Path

import pytest

from pytest_schema_audit.servers.account import Account
from pytest_schema_audit.servers.places import data_place, socket_place

ME = Account(uid=os.geteuid(), gid=os.getegid(), dropped=False, listed=True)
DROPPED = Account(uid=65534, gid=65534, dropped=True, listed=True)


def test_the_user_s_temporary_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert data_place(ME) == tmp_path


def test_one_that_the_dropped_account_cannot_enter_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert data_place(DROPPED) != tmp_path


def test_memory_that_is_scarce_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr("pytest_schema_audit.servers.places._ENOUGH_MEMORY", 2**62)
    assert data_place(ME) == Path("/tmp").resolve()


def test_a_short_path_takes_the_socket() -> None:
    assert socket_place(Path("/tmp/x"), ME) == Path("/tmp/x")


@pytest.mark.parametrize(("length", "same"), [(89, True), (90, False)])
def test_a_long_path_does_not(length: int, same: bool) -> None:
    # With "/.s.PGSQL.5432" that is 103 and 104 bytes; one more is the terminating zero.
    run = Path("/" + "x" * (length - 5), "run")
    place = socket_place(run, ME)
    assert (place == run) is same
    assert place.name == run.name


def test_bytes_count_not_characters() -> None:
    run = Path("/" + "ä" * 50 + "/run")
    assert socket_place(run, ME) == Path("/tmp/run")
