"""What an object that another one gives has of its own, so that it needs an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from .checks.objects import Found
from .checks.sequence import own_options
from .families import parent_of
from .model import Column, Snapshot


def unlike_given(snapshot: Snapshot, found: Found) -> str:
    """Say what is not as its table, its parent or its column gives it; empty for all others.

    :param snapshot: what was read.
    :param found: the object.
    """
    said = _SAID.get(found.kind)
    return ", ".join(said(snapshot, found)) if said else ""


def _sequence(snapshot: Snapshot, found: Found) -> Iterator[str]:
    """The options of an owned sequence that ``serial`` would not have given it."""
    sequence = snapshot.sequences[found.schema, found.name]
    if sequence.owned_by:
        yield from (f"{name} {value}" for name, value in own_options(sequence).items())


def _column(snapshot: Snapshot, found: Found) -> Iterator[str]:
    """What a partition's column has otherwise than that of its parent."""
    own = snapshot.columns.get((found.schema, found.table), {}).get(found.name)
    given = _given(snapshot, found)
    if own is None or given is None:
        return
    if own.default != given.default:
        yield f"default {own.default or 'none'}"
    if own.not_null != given.not_null:
        yield "NOT NULL" if own.not_null else "NULL"


def _given(snapshot: Snapshot, found: Found) -> Column | None:
    table = snapshot.tables.get((found.schema, found.table))
    parent = parent_of(table.partition_of) if table else None
    return snapshot.columns.get(parent, {}).get(found.name) if parent else None


def _trigger(snapshot: Snapshot, found: Found) -> Iterator[str]:
    yield from _state(snapshot, found, snapshot.objects[found].enabled)


def _constraint(snapshot: Snapshot, found: Found) -> Iterator[str]:
    constraint = snapshot.constraints.get((found.schema, found.table), {}).get(found.name)
    yield from _state(snapshot, found, constraint.enabled if constraint else "")


def _state(snapshot: Snapshot, found: Found, enabled: str) -> Iterator[str]:
    """When something of a partition fires, where that is not as usual."""
    table = snapshot.tables.get((found.schema, found.table))
    if table and table.partition_of and enabled:
        yield f"state {enabled}"


_SAID: Final[Mapping[str, Callable[[Snapshot, Found], Iterator[str]]]] = {
    "sequence": _sequence,
    "column": _column,
    "trigger": _trigger,
    **dict.fromkeys(("foreign key", "primary key", "unique", "exclusion"), _constraint),
}
"""Kind -> what says it."""
