"""The measure of the tests about time can tell."""

from __future__ import annotations

from tests.timing import costs_at_most, grows_linearly


def test_a_line_is_told_from_a_square() -> None:
    assert grows_linearly(lambda size: size * 0.1, 5, 40)
    assert not grows_linearly(lambda size: size**2 * 0.1, 5, 40)


def test_a_slow_spell_is_waited_for() -> None:
    costs = iter([1, 30, 1, 9])
    assert grows_linearly(lambda _: next(costs), 1, 8)


def test_twice_as_much_is_told_from_thrice() -> None:
    assert costs_at_most(2, lambda: 2.0, lambda: 1.0)
    assert not costs_at_most(2, lambda: 3.0, lambda: 1.0)


def test_slow_spells_of_either_are_waited_for() -> None:
    costs, floors = iter([9.0, 2.0]), iter([1.0, 3.0])
    assert costs_at_most(2, lambda: next(costs), lambda: next(floors))
