"""Folders that outlive a run: unpacked binaries, prepared data directories, run records.

What is executed from here must not be writable by anybody else, and what a server that gave up
root's rights executes must be readable by its account. A folder that fails either test is not
used, whoever made it.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from .account import Account
from .errors import CacheError

APPLICATION = "pytest-schema-audit"


def cache_folder(account: Account) -> Path:
    """The folder this process may write to, made if need be.

    :param account: who has to be able to read what is put there.
    :raises CacheError: no candidate can be written and trusted.
    """
    tried: list[str] = []
    for candidate in _writable_candidates(account):
        problem = _prepare(candidate, account)
        if problem is None:
            return candidate.resolve()
        tried.append(f"{candidate}: {problem}")
    raise CacheError.no_folder(tried)


def readable_folders(account: Account, own: Path) -> tuple[Path, ...]:
    """``own``, and the machine-wide cache if root made it and nobody else can write there.

    An image built as root can so carry binaries and prepared data directories for the user the
    image later runs as.

    :param account: who has to be able to read them.
    :param own: what :func:`cache_folder` answered.
    """
    shared = _site_folder()
    if shared == own or _distrust(shared, account, owners={0}) is not None:
        return (own,)
    return (own, shared)


def _writable_candidates(account: Account) -> Iterator[Path]:
    if account.dropped:
        if configured := os.environ.get("XDG_CACHE_HOME"):
            yield Path(configured) / APPLICATION
        yield _site_folder()
        yield Path("/var/tmp", f"{APPLICATION}-0")
        return
    yield Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False))
    yield Path(tempfile.gettempdir(), f"{APPLICATION}-{account.uid}")


def _site_folder() -> Path:
    return Path(platformdirs.site_cache_dir(APPLICATION, appauthor=False))


def _prepare(folder: Path, account: Account) -> str | None:
    """Make ``folder``; the answer is what is wrong with it, or nothing."""
    if not folder.is_absolute():
        return "not an absolute path (no home directory?)"
    mode = 0o755 if account.dropped else 0o700
    try:
        folder.parent.mkdir(mode=mode, parents=True, exist_ok=True)
        folder.mkdir(mode=mode, exist_ok=True)
    except OSError as error:
        return error.strerror or str(error)
    problem = _distrust(folder, account, owners={os.geteuid()})
    if problem is None and not os.access(folder, os.W_OK | os.X_OK):
        return "not writable"
    return problem


def _distrust(folder: Path, account: Account, *, owners: set[int]) -> str | None:
    """Why ``folder`` must not be used, or nothing."""
    try:
        real = folder.resolve(strict=True)
        states = [(path, path.lstat()) for path in (real, *real.parents)]
    except OSError as error:
        return error.strerror or str(error)
    if states[0][1].st_uid not in owners:
        return f"belongs to user id {states[0][1].st_uid}"
    if states[0][1].st_mode & stat.S_ISVTX:
        return "is a shared folder (sticky)"
    for path, state in states:
        if problem := _distrust_one(path, state, account):
            return problem
    return None


def _distrust_one(path: Path, state: os.stat_result, account: Account) -> str | None:
    mode = state.st_mode
    if not stat.S_ISDIR(mode):
        return f"{path} is not a folder"
    if state.st_uid not in {0, os.geteuid()}:
        return f"{path} belongs to user id {state.st_uid}"
    others_write = mode & stat.S_IWOTH or (mode & stat.S_IWGRP and account.dropped and state.st_gid)
    if others_write and not mode & stat.S_ISVTX:
        return f"{path} can be written by others"
    if account.dropped and not mode & stat.S_IXOTH:
        return f"{path} cannot be entered by user id {account.uid}"
    return None
