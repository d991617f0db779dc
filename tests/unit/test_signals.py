"""Signals that end a process."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

import pytest

from pytest_schema_audit.signals import Terminated, ignore_from_now_on, orderly_end


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_raised_in_the_main_thread(number: signal.Signals) -> None:
    with orderly_end():
        with pytest.raises(Terminated, match=number.name):
            os.kill(os.getpid(), number)
        # The second is ignored: this would end the test otherwise.
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) is signal.SIG_DFL


def test_ignored_once_the_end_has_begun() -> None:
    with orderly_end():
        ignore_from_now_on()
        os.kill(os.getpid(), signal.SIGTERM)


def test_the_handler_of_somebody_else_stays() -> None:
    seen: list[int] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        seen.append(number)

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with orderly_end():
            os.kill(os.getpid(), signal.SIGTERM)
            ignore_from_now_on()
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is handler
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [signal.SIGTERM, signal.SIGTERM]


def test_nothing_in_other_threads() -> None:
    entered: list[bool] = []

    def enter() -> None:
        with orderly_end():
            entered.append(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert entered == [True]
