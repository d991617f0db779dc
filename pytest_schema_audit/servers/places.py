"""Which temporary folder takes the data directory, and which one the socket."""

from __future__ import annotations

import os
from pathlib import Path

from .account import Account
from .errors import StartError

# sizeof(sun_path) is 108 on Linux and 104 on macOS and the BSDs, with the final zero.
_SOCKET_PATH_LIMIT = 103
_SOCKET_NAME = "/.s.PGSQL.5432"
_MEMORY = Path("/dev/shm")
_ENOUGH_MEMORY = 2 * 1024**3


def data_place(account: Account) -> Path:
    """The folder that the run's folder is made in.

    ``TMPDIR`` when it is set; else memory (``/dev/shm``), where it has room to spare; else the
    usual temporary folder.

    :param account: who has to be able to enter it.
    :raises StartError: none can be used.
    """
    if configured := os.environ.get("TMPDIR"):
        path = Path(configured).absolute()
        if problem := _problem(path):
            raise StartError.no_folder([f"TMPDIR: {path}: {problem}"])
        if account.enters(path):
            return path.resolve()
    return _first_usable([*_roomy_memory(), *_temporary()], account)


def socket_place(run: Path, account: Account) -> Path:
    """The folder for the Unix socket of the server that runs in ``run``.

    :param run: the run's folder.
    :param account: who has to be able to enter it.
    :raises StartError: every temporary folder's path is too long for a socket.
    """
    if _fits(run):
        return run
    places = [path for path in (*_temporary(), _MEMORY) if _fits(path / run.name)]
    return _first_usable(places, account) / run.name


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder)) + len(_SOCKET_NAME) <= _SOCKET_PATH_LIMIT


def _temporary() -> list[Path]:
    return [Path("/tmp"), Path("/var/tmp")]


def _roomy_memory() -> list[Path]:
    """``/dev/shm`` with room to spare: a container's has 64 MB, which a seed would fill."""
    try:
        state = os.statvfs(_MEMORY)
    except OSError:
        return []
    return [_MEMORY] if state.f_bavail * state.f_frsize >= _ENOUGH_MEMORY else []


def _first_usable(places: list[Path], account: Account) -> Path:
    tried: list[str] = []
    for path in places:
        problem = _problem(path) or ("" if account.enters(path) else "cannot be entered")
        if not problem:
            return path.resolve()
        tried.append(f"{path}: {problem}")
    raise StartError.no_folder(tried)


def _problem(path: Path) -> str:
    """Why this process cannot make a folder in ``path``; empty if it can."""
    if not path.is_dir():
        return "is no folder"
    return "" if os.access(path, os.W_OK | os.X_OK) else "cannot be written"
