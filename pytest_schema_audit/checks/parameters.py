"""Storage parameters: PostgreSQL keeps them as they were written, in the order they were set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_TRUE = {"on", "yes", "true", "1", "y", "t"}
_FALSE = {"off", "no", "false", "0", "n", "f"}


def read_parameters(options: Iterable[str]) -> dict[str, str]:
    """Read ``pg_class.reloptions``: ``fillfactor=70``."""
    parts = (option.partition("=") for option in options)
    return {name: value for name, _, value in parts}


def alike_parameters(expected: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Write expected values as they were found, where they mean the same: ``off``, ``false``."""
    pairs = ((name, value, found.get(name, "")) for name, value in expected.items())
    return {name: there if _one_value(value, there) else value for name, value, there in pairs}


def meant(options: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return what parameters mean, however and in whatever order they are written."""
    return frozenset((name, _meant(value)) for name, value in read_parameters(options).items())


def _one_value(one: str, other: str) -> bool:
    return _meant(one) == _meant(other)


def _meant(value: str) -> str:
    word = value.lower()
    return "on" if word in _TRUE else "off" if word in _FALSE else word
