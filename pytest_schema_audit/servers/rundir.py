"""The folder of one running server, and the removal of those whose owner died."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .orphans import end_servers_of
from .places import data_place, socket_place
from .records import abandoned, new_name, record

_RECORDS = "runs"
_ATTEMPTS = 50
_PAUSE = 0.02


@dataclass(frozen=True)
class RunDirectory:
    """Where one private server keeps its files while it runs.

    :param path: the folder itself, closed to everybody but the server's account.
    :param sockets: folder for its Unix socket; another one where ``path`` is too long for that.
    """

    path: Path
    sockets: Path

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What the server writes to standard error."""
        return self.path / "log"


@contextlib.contextmanager
def run_directory(cache: Path, account: Account) -> Iterator[RunDirectory]:
    """Make the folder of one run, and remove it at the end.

    :param cache: where the record is kept.
    :param account: who the folder belongs to.
    :raises StartError: no temporary folder can be used.
    :raises OSError: a folder cannot be made.
    """
    name = new_name()
    path = data_place(account) / name
    sockets = socket_place(path, account)
    folders = [path] if sockets == path else [path, sockets]
    with record(cache / _RECORDS, name, [str(folder) for folder in folders]):
        try:
            for folder in folders:
                folder.mkdir(mode=0o700)
                account.give(folder)
            yield RunDirectory(path, sockets)
        except BaseException:
            # An interrupt between the start of a process and its `try` would leave it behind.
            end_servers_of(path / "data")
            raise
        finally:
            _remove_all(folders)


def remove_leftovers(cache: Path, account: Account) -> None:
    """End the servers and remove the folders of runs whose process is dead.

    :param cache: where the records are kept.
    :param account: who the servers run as.
    """
    for name, entries in abandoned(cache / _RECORDS):
        # Only folders that carry the record's own name, and nothing else.
        for folder in (Path(entry) for entry in entries if Path(entry).name == name):
            end_servers_of(folder / "data")
            _remove(folder, account)


def _remove_all(folders: list[Path]) -> None:
    """Remove folders, by a process of its own where the system has the program.

    A data directory has a thousand files. A thread that removes them and pytest's own would hand
    the interpreter's lock to each other at every one.
    """
    command = ["rm", "-rf", "--", *map(str, folders)]
    try:
        with contextlib.suppress(OSError):
            subprocess.run(
                command,
                env={"PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            )
    finally:
        for folder in folders:
            _remove_to_the_end(folder)


def _remove_to_the_end(folder: Path) -> None:
    """Remove a folder that a process may still be writing into, whose start was interrupted."""
    for _ in range(_ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        end_servers_of(folder / "data")
        time.sleep(_PAUSE)


def _remove(folder: Path, account: Account) -> None:
    try:
        state = folder.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(state.st_mode) and state.st_uid in {account.uid, os.geteuid()}:
        shutil.rmtree(folder, ignore_errors=True)
