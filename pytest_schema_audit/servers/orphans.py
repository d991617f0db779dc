"""Ending a server whose starter is dead: found by the data directory on its command line."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_GRACE_SECONDS = 5.0


def end_servers_of(data: Path) -> None:
    """End the server processes started with ``-D data``: quickly first, then for good.

    SIGQUIT is PostgreSQL's immediate shutdown (PostgreSQL documentation, "Shutting Down the
    Server"): it takes the server's children and its shared memory along.

    :param data: a data directory; its name is unique to one run.
    """
    for process in _processes_with(str(data)):
        _signal(process, signal.SIGQUIT)
        deadline = time.monotonic() + _GRACE_SECONDS
        while _lives(process) and time.monotonic() < deadline:
            time.sleep(0.01)
        if _lives(process):
            _signal(process, signal.SIGKILL)


def _processes_with(argument: str) -> Iterator[int]:
    if (_PROC / "self" / "cmdline").exists():
        for folder in _PROC.glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                if argument.encode() in words:
                    yield int(folder.name)
        return
    listing = subprocess.run(
        ["ps", "-axww", "-o", "pid=,command="], capture_output=True, text=True, check=False
    )
    for line in listing.stdout.splitlines():
        number, _, command = line.strip().partition(" ")
        if argument in command.split():
            yield int(number)


def _signal(process: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(process, number)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    status = _PROC / str(process) / "stat"
    # A zombie has ended; who reaps it is not our business.
    return not (status.exists() and b") Z " in status.read_bytes())
