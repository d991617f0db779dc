"""The thread that looks for what a terminal shows."""

from __future__ import annotations

import signal
import threading

import pytest

from pytest_schema_audit.waiting import _every


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_while_the_thread_starts_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def start_interrupted(thread: threading.Thread) -> None:
        started.append(thread)
        start(thread)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(threading.Thread, "start", start_interrupted)
    with pytest.raises(KeyboardInterrupt), _every(0.01, lambda: None):
        raise AssertionError("unreachable: the interrupt was for whoever waits")
    assert not started[0].is_alive()
