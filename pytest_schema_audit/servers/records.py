"""Records of what this machine runs for us, and the finding of those whose owner died.

Each run keeps a record in the cache, locked (``flock``) for as long as its process lives: the
kernel lets go of the lock when the process dies, whatever killed it. A later run that gets the
lock of a record knows that its owner is gone.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import secrets
from collections.abc import Generator, Iterator
from pathlib import Path

_PREFIX = "schema-audit-"


def new_name() -> str:
    """A name that no other run has."""
    return _PREFIX + secrets.token_hex(6)


@contextlib.contextmanager
def record(folder: Path, name: str, entries: list[str]) -> Iterator[None]:
    """Keep a record for the length of a ``with`` block.

    :param folder: where records of this kind are kept; made if need be.
    :param name: what :func:`new_name` gave.
    :param entries: what a later run has to know to clean up.
    :raises OSError: the record cannot be written.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.json"
    # Written before it has its name: nobody finds a record that is not locked yet.
    partial = folder / f".{name}"
    try:
        with partial.open("x") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            json.dump(entries, file)
            file.flush()
            partial.rename(path)
            yield
    finally:
        for file_there in (partial, path):
            file_there.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process at a time into a ``with`` block; the others wait.

    :param path: the lock's file, made if need be and left there.
    :raises OSError: the file cannot be written.
    """
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Not by closing alone: a process forked meanwhile has the file open, too.
            fcntl.flock(file, fcntl.LOCK_UN)


def abandoned(folder: Path) -> Generator[tuple[str, list[str]], None, None]:
    """The records whose process is dead: name and entries.

    Each is locked while the caller cleans up after it, and removed when the caller goes on to
    the next one; an exception keeps it for the next run.

    :param folder: where records of this kind are kept.
    """
    for path in sorted(folder.glob(f"{_PREFIX}*.json")):
        with contextlib.suppress(BlockingIOError, FileNotFoundError), path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            try:
                entries = json.load(file)
            except ValueError:
                entries = []
            yield path.stem, entries
            path.unlink(missing_ok=True)
