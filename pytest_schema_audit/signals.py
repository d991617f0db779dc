"""Signals that end a process, turned into an orderly end: nothing is left running or on disk."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class Terminated(KeyboardInterrupt):
    """The process was asked to end; pytest treats it as it does Ctrl-C."""


@contextmanager
def orderly_end() -> Iterator[None]:
    """Raise :class:`Terminated` in the main thread on SIGTERM and SIGHUP, inside the block.

    Handlers that somebody else set are left alone. A second signal changes nothing: the end is
    under way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _terminate)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def ignore_from_now_on() -> None:
    """Let the end that is under way finish: our signals no longer interrupt it."""
    for number in _ENDING:
        if signal.getsignal(number) is _terminate:
            signal.signal(number, signal.SIG_IGN)


def _terminate(number: int, _frame: FrameType | None) -> None:
    ignore_from_now_on()
    raise Terminated(signal.Signals(number).name)
