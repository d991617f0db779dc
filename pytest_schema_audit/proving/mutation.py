"""Kinds of drift: what makes one, and which manifests cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..manifest.expectation import Suite
from .change import Change
from .scene import Scene


@dataclass(frozen=True, slots=True)
class Manifested:
    """What a manifest covers, as far as it decides which proofs there are.

    :ivar kinds: kinds of entry.
    :ivar totals: kinds that have a total.
    :ivar commented: kinds whose comments are compared.
    :ivar aspects: aspects switched on.
    """

    kinds: frozenset[str]
    totals: frozenset[str]
    commented: frozenset[str]
    aspects: frozenset[str]


Changes: TypeAlias = Callable[[Scene], Iterable[Change]]
"""Lists the changes that would do, the best first: the first that PostgreSQL accepts is made."""

Covered: TypeAlias = Callable[[Manifested], bool]
"""Says from the manifest alone whether there is anything to prove."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One kind of drift.

    :ivar name: ``index.predicate``: unique, and the end of its item's name.
    :ivar covered: whether a manifest covers it.
    :ivar changes: the changes that make it.
    :ivar lacking: why none may be possible, after "not provable here".
    :ivar since: the first major of PostgreSQL that knows it.
    """

    name: str
    covered: Covered
    changes: Changes
    lacking: str
    since: int = 0


def manifested(suite: Suite) -> Manifested:
    """Say what a suite covers."""
    entries = [entry for file in suite.files for entry in file.expectations]
    kinds = frozenset(entry.kind for entry in entries)
    said = frozenset(entry.kind for entry in entries if entry.comment is not None)
    return Manifested(
        kinds=frozenset(kinds),
        totals=frozenset(entry.name for entry in entries if entry.kind == "total"),
        commented=frozenset(kinds if "comments" in suite.aspects else said),
        aspects=frozenset(suite.aspects),
    )


def with_entries(*kinds: str) -> Covered:
    """Cover what has an entry of one of these kinds."""
    return lambda covered: bool(covered.kinds & set(kinds))


def chosen(mutations: Iterable[Mutation], covered: Manifested) -> Iterator[Mutation]:
    """Choose the kinds of drift that a manifest covers."""
    return (mutation for mutation in mutations if mutation.covered(covered))
