"""What a terminal shows while an audit is awaited: a line that moves, or a line for each phase."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from .progress import Progress, Step
from .signals import held

LONG = 2.0
"""Seconds from which on a phase is worth a line of a log."""

SOON = 0.5
"""Seconds from which on a terminal shows what is going on."""

_TICK = 0.1
"""Seconds between two looks."""


@contextmanager
def shown(config: pytest.Config, progress: Progress) -> Iterator[None]:
    """Show on the session's terminal what goes on inside the block; nothing with ``-q``.

    :param progress: what the audit says of itself.
    """
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or config.get_verbosity() < 0:
        yield
        return
    view = _Moving(terminal) if terminal.isatty else _Log(terminal)
    with _every(_TICK, lambda: view.show(progress.step)):
        yield
    view.clear()


@contextmanager
def _every(seconds: float, look: Callable[[], None]) -> Iterator[None]:
    """Look again and again while the block runs, which has nothing to write meanwhile."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(seconds):
            look()

    thread = Thread(target=watch, name="schema-audit-progress", daemon=True)
    try:
        with held():
            thread.start()
        yield
    finally:
        ended.set()
        thread.join()


class _Moving:
    """One line, written anew each time.

    :param terminal: pytest's.
    """

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal
        self._start = time.monotonic()
        self._drawn = False

    def show(self, step: Step | None) -> None:
        if step is not None and time.monotonic() - self._start > SOON:
            self._drawn = True
            self._terminal.rewrite(f"{_text(step)} ({_seconds(step):.0f} s)", erase=True)

    def clear(self) -> None:
        if self._drawn:
            self._terminal.rewrite("", erase=True)
            self._terminal.rewrite("")


class _Log:
    """A line for each phase that is long.

    :param terminal: pytest's.
    """

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal
        self._said = ""

    def show(self, step: Step | None) -> None:
        if step is not None and step.phase != self._said and _seconds(step) > LONG:
            self._said = step.phase
            self._terminal.write_line(_text(step))

    def clear(self) -> None:
        """Leave what was written."""


def _seconds(step: Step) -> float:
    return time.monotonic() - step.since


def _text(step: Step) -> str:
    return f"schema audit: {step.phase}{': ' if step.detail else ''}{step.detail} …"
