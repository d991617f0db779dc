"""Which folders are trusted with programs that are going to be run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_schema_audit.servers.account import Account
from pytest_schema_audit.servers.cache import APPLICATION, cache_folder, readable_folders
from pytest_schema_audit.servers.errors import CacheError

ME = Account(uid=os.geteuid(), gid=os.getegid(), dropped=False, listed=True)
DROPPED = Account(uid=65534, gid=65534, dropped=True, listed=True)
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's cache folder; everybody may enter it."""
    folder = Path(tempfile.mkdtemp(prefix="audit-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr("pytest_schema_audit.servers.cache._site_folder", lambda: folder / "site")
    yield folder
    shutil.rmtree(folder)


def test_is_made_in_the_user_s_cache_for_nobody_else(home: Path) -> None:
    folder = cache_folder(ME)
    assert folder == home / APPLICATION
    assert folder.stat().st_mode & 0o777 == 0o700


@only_root
def test_can_be_read_by_the_account_that_root_becomes(home: Path) -> None:
    folder = cache_folder(DROPPED)
    assert folder == home / APPLICATION
    assert folder.stat().st_mode & 0o777 == 0o755


@only_root
def test_a_cache_that_the_account_cannot_enter_is_passed_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.joinpath("closed").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "closed"))
    assert cache_folder(DROPPED) == home / "site"


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_folder_that_others_can_write_is_passed_over(home: Path, mode: int) -> None:
    (home / APPLICATION).mkdir()
    (home / APPLICATION).chmod(mode)
    assert cache_folder(ME) != home / APPLICATION


def test_a_folder_below_one_that_others_can_write_is_passed_over(home: Path) -> None:
    home.chmod(0o777)
    assert cache_folder(ME) != home / APPLICATION


@only_root
def test_somebody_else_s_folder_is_passed_over(home: Path) -> None:
    (home / APPLICATION).mkdir(mode=0o755)
    os.chown(home / APPLICATION, 12345, 12345)
    assert cache_folder(ME) != home / APPLICATION


@only_root
def test_a_link_to_somebody_else_s_folder_is_passed_over(home: Path) -> None:
    (home / "theirs").mkdir()
    os.chown(home / "theirs", 12345, 12345)
    (home / APPLICATION).symlink_to(home / "theirs")
    assert cache_folder(ME) != home / APPLICATION


def test_no_folder_at_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file" / "x"))
    monkeypatch.setattr(tempfile, "tempdir", str(home / "file" / "x"))
    with pytest.raises(CacheError) as caught:
        cache_folder(ME)
    assert str(caught.value) == (
        "no folder for the cache of PostgreSQL binaries and data directories\n"
        "  Each candidate must be writable for this user and closed to writes of others.\n"
        f"  tried: {home}/file/x/{APPLICATION}: Not a directory\n"
        f"         {home}/file/x/{APPLICATION}-{ME.uid}: Not a directory\n"
        "  way out: XDG_CACHE_HOME=/a/folder/of/yours\n"
        "           Docker: --schema-audit-server docker\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


@only_root
def test_the_machine_s_cache_is_read_when_root_made_it(home: Path) -> None:
    own = cache_folder(ME)
    assert readable_folders(ME, own) == (own,)
    (home / "site").mkdir(mode=0o755)
    assert readable_folders(ME, own) == (own, home / "site")
    (home / "site").chmod(0o777)
    assert readable_folders(ME, own) == (own,)
