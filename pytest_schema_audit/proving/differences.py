"""What changed between two readings of one database, object by object, whatever is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from ..checks.objects import Found, objects
from ..model import Snapshot

_ELSEWHERE = {"xid", "default_xid", "options_xid"}
"""Fields that say where an object comes from, not what it is."""


def differences(ours: Mapping[Found, object], theirs: Mapping[Found, object]) -> frozenset[Found]:
    """Name the objects that came, went or changed in any field that was read.

    :param ours: what :func:`contents` says of the one reading.
    :param theirs: what it says of the other.
    """
    there = ours.keys() | theirs.keys()
    return frozenset(found for found in there if ours.get(found) != theirs.get(found))


def contents(snapshot: Snapshot) -> dict[Found, object]:
    """Return of every object all that was read, to be compared with another reading."""
    return {found: tuple(map(_value, _holders(snapshot, found))) for found in objects(snapshot)}


def _holders(snapshot: Snapshot, found: Found) -> Iterator[Any]:
    table, named = (found.schema, found.table), (found.schema, found.name)
    if found.kind in {"table", "enum", "sequence"}:
        yield getattr(snapshot, f"{found.kind}s")[named]
    elif found.kind == "column":
        yield snapshot.columns[table][found.name]
    elif found in snapshot.objects:
        yield snapshot.objects[found]
    else:
        yield snapshot.indexes.get(table, {}).get(found.name)
        yield snapshot.constraints.get(table, {}).get(found.name)


def _value(one: Any) -> object:
    return None if one is None else _fields(one.__class__)(one)


@cache
def _fields(kind: Any) -> attrgetter[Any]:
    return attrgetter(*(field.name for field in fields(kind) if field.name not in _ELSEWHERE))
