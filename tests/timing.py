"""How processor time grows: others slow a processor down, for spells as long as a test."""

from __future__ import annotations

from collections.abc import Callable

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
