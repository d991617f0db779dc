"""Signals that end a process."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType
from typing import Any

import pytest

from pytest_schema_audit.signals import Terminated, held, ignore_from_now_on, orderly_end


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


@pytest.mark.parametrize(
    ("number", "ends"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, Terminated)]
)
def test_held_until_the_block_is_through(number: signal.Signals, ends: type[BaseException]) -> None:
    through: list[bool] = []

    def interrupted() -> None:
        with held():
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            through.append(True)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with orderly_end(), pytest.raises(ends):
            interrupted()
    finally:
        signal.signal(signal.SIGINT, before)
    assert through == [True]


def test_held_leaves_ignored_what_is_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with held():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_one_that_comes_while_held_begins_leaves_the_handlers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put, before = signal.signal, signal.getsignal(signal.SIGINT)

    def put_interrupted(number: int, handler: Any) -> Any:
        answer = put(number, handler)
        if number == signal.SIGINT and handler is not before:
            os.kill(os.getpid(), signal.SIGTERM)
        return answer

    with orderly_end():
        with monkeypatch.context() as patched:
            patched.setattr(signal, "signal", put_interrupted)
            with pytest.raises(Terminated), held():
                raise AssertionError("unreachable: the signal was for whoever wants to hold it")
        assert signal.getsignal(signal.SIGINT) is before
