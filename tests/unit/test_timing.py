"""The measure of the tests about time can tell."""

from __future__ import annotations

from tests.timing import grows_linearly


def test_a_line_is_told_from_a_square() -> None:
    assert grows_linearly(lambda size: size * 0.1, 5, 40)
    assert not grows_linearly(lambda size: size**2 * 0.1, 5, 40)


def test_a_slow_spell_is_waited_for() -> None:
    costs = iter([1, 30, 1, 9])
    assert grows_linearly(lambda _: next(costs), 1, 8)
