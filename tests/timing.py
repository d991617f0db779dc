"""Processor time, never against a clock: others slow a processor down, for spells as long as a test."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

TRIES = 10
SHORT = 0.01
"""Seconds that are too few to be compared."""


def grows_linearly(cost: Callable[[int], float], small: int, large: int) -> bool:
    """Say whether the cost grows as the size does, not as its square: each at its best, in turns.

    :param cost: processor seconds by size, measured once.
    :param large: eight times the small size or more, so that 2.5 times too much is no square.
    """
    best = {small: float("inf"), large: float("inf")}
    for _ in range(TRIES):
        for size in best:
            best[size] = min(best[size], cost(size))
        if best[large] < 2.5 * large / small * best[small] + SHORT:
            return True
    return False


def costs_at_most(times: float, cost: Callable[[], float], floor: Callable[[], float]) -> bool:
    """Say whether something costs at most so many times another: each at its best, in turns."""
    best = best_floor = float("inf")
    for _ in range(TRIES):
        best_floor = min(best_floor, floor())
        best = min(best, cost())
        if best <= times * best_floor:
            return True
    return False


def of(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that this process spends on some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def of_command(words: Sequence[str | Path], **options: Any) -> float:
    """Return the seconds of processor time of a command that succeeds.

    :param options: of ``subprocess.run``.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
