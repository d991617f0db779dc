"""Signals that end a process, turned into an orderly end: nothing is left running or on disk."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


@contextmanager
def held() -> Iterator[None]:
    """Let signals that end the process wait until the block is through.

    For what must happen wholly or not at all, imports beside another thread among it: one that is
    interrupted may leave its module locked, and the other thread would wait for it for ever
    (``importlib`` acquires its locks outside of any ``try``).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
    answered = {number: handler for number, handler in handlers.items() if callable(handler)}

    def raise_what_came() -> None:
        for first in came[:1]:
            signal.raise_signal(first)

    with ExitStack() as stack:
        stack.callback(raise_what_came)
        # One that comes in the middle of this raises: whoever was replaced by then comes back.
        for number, handler in answered.items():
            stack.callback(signal.signal, number, handler)
            signal.signal(number, lambda came_now, _frame: came.append(came_now))
        yield


def ignore_from_now_on() -> None:
    """Let the end that is under way finish: our signals no longer interrupt it."""
    for number in _ENDING:
        if signal.getsignal(number) is _terminate:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def bare_interrupts() -> Iterator[None]:
    """Let an interrupt leave the block without the frames in which it came up.

    pytest shows their variables with ``--full-trace``, and some hold a password.
    """
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise type(interrupt)(*interrupt.args) from None


def _terminate(number: int, _frame: FrameType | None) -> None:
    ignore_from_now_on()
    raise Terminated(signal.Signals(number).name)
