"""Enums and sequences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from ..model import Enum, Sequence
from .change import NEW, Change, Red, identifier, literal, unexpected
from .mutation import Mutation, with_entries
from .scene import Scene


def _enums(scene: Scene) -> Iterator[Enum]:
    for entry in scene.entries("enum"):
        yield scene.snapshot.enums[entry.schema, entry.name]


def _sequences(scene: Scene) -> Iterator[Sequence]:
    """Give those that are their own: what changes one of an identity column changes the column."""
    behind = {f"{one.schema}.{one.table}.{one.name}" for one in scene.columns() if one.identity}
    for entry in scene.entries("sequence"):
        sequence = scene.snapshot.sequences[entry.schema, entry.name]
        owner = sequence.owned_by.replace('"', "")
        if behind.isdisjoint({owner, f"public.{owner}"}):
            yield sequence


def _red(one: Enum | Sequence, attribute: str = "", text: str = "") -> Red:
    kind = "enum" if isinstance(one, Enum) else "sequence"
    return Red(kind, one.schema, "", one.name, attribute, text)


def _name(one: Enum | Sequence) -> str:
    return identifier(one.schema, one.name)


def _drop_enum(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        sql = f"DROP TYPE {_name(enum)} CASCADE"
        yield Change((sql,), (_red(enum, text="is missing"),), cascades=True)


def _rename_enum(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        sql = f"ALTER TYPE {_name(enum)} RENAME TO {NEW}"
        red = (_red(enum, text="is missing"), unexpected("enum", enum.schema))
        yield Change((sql,), red, cascades=True)


def _label_added(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        yield Change((f"ALTER TYPE {_name(enum)} ADD VALUE '{NEW}'",), (_red(enum, "label"),))


def _label_renamed(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        for label in enum.labels:
            sql = f"ALTER TYPE {_name(enum)} RENAME VALUE {literal(label)} TO '{NEW}'"
            # Defaults and predicates name the label as well.
            yield Change((sql,), (_red(enum, "label"),), cascades=True)


def _made_again(enum: Enum, labels: Iterable[str]) -> tuple[str, ...]:
    listed = ", ".join(map(literal, labels))
    drop = f"DROP TYPE {_name(enum)} CASCADE"
    return (drop, f"CREATE TYPE {_name(enum)} AS ENUM ({listed})")


def _label_removed(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        if enum.labels:
            sql = _made_again(enum, enum.labels[:-1])
            yield Change(sql, (_red(enum, "label"),), cascades=True)


def _label_order(scene: Scene) -> Iterator[Change]:
    for enum in _enums(scene):
        if len(enum.labels) > 1:
            sql = _made_again(enum, enum.labels[::-1])
            yield Change(sql, (_red(enum, "order"),), cascades=True)


def _drop_sequence(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        sql = f"DROP SEQUENCE {_name(sequence)} CASCADE"
        yield Change((sql,), (_red(sequence, text="is missing"),), cascades=True)


def _rename_sequence(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        sql = f"ALTER SEQUENCE {_name(sequence)} RENAME TO {NEW}"
        red = (_red(sequence, text="is missing"), unexpected("sequence", sequence.schema))
        yield Change((sql,), red, cascades=True)


def _sequence_type(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        other = "integer" if sequence.definition.startswith("bigint") else "bigint"
        sql = f"ALTER SEQUENCE {_name(sequence)} AS {other}"
        yield Change((sql,), (_red(sequence, "type"),))


def _option(word: str, attribute: str, scene: Scene) -> Iterator[Change]:
    """Set an option to a value that it has not."""
    for sequence in _sequences(scene):
        words = sequence.definition.split()
        there = int(words[words.index(word) + 1])
        for value in (there + 1, there - 1):
            sql = f"ALTER SEQUENCE {_name(sequence)} {word} {value}"
            # Where nobody set the start, it is the bound.
            yield Change((sql,), (_red(sequence, attribute),))


def _cycle(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        word = "NO CYCLE" if sequence.definition.endswith(" CYCLE") else "CYCLE"
        yield Change((f"ALTER SEQUENCE {_name(sequence)} {word}",), (_red(sequence, "cycle"),))


def _persistence(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        word = "LOGGED" if " UNLOGGED" in sequence.definition else "UNLOGGED"
        sql = f"ALTER SEQUENCE {_name(sequence)} SET {word}"
        yield Change((sql,), (_red(sequence, "persistence"),))


def _owned_by(scene: Scene) -> Iterator[Change]:
    for sequence in _sequences(scene):
        owners = (f"{identifier(c.schema, c.table)}.{identifier(c.name)}" for c in scene.columns())
        for owner in ["NONE"] if sequence.owned_by else owners:
            sql = f"ALTER SEQUENCE {_name(sequence)} OWNED BY {owner}"
            yield Change((sql,), (_red(sequence, "owned by"),))


_SINCE = {"persistence": 15}
"""What only later majors can change -> the first of them."""

_OPTIONS = ("start", "increment", "minvalue", "maxvalue", "cache")

_CHANGES: Final[dict[str, dict[str, Callable[[Scene], Iterable[Change]]]]] = {
    "enum": {
        "drop": _drop_enum,
        "rename": _rename_enum,
        "label_added": _label_added,
        "label_removed": _label_removed,
        "label_renamed": _label_renamed,
        "label_order": _label_order,
    },
    "sequence": {
        "drop": _drop_sequence,
        "rename": _rename_sequence,
        "type": _sequence_type,
        **{name: partial(_option, name.upper(), name) for name in _OPTIONS},
        "cycle": _cycle,
        "persistence": _persistence,
        "owned_by": _owned_by,
    },
}

TYPES: Final = tuple(
    Mutation(
        f"{kind}.{name}",
        with_entries(kind),
        changes,
        f"no {kind} is described that could be changed so",
        _SINCE.get(name, 0),
    )
    for kind, group in _CHANGES.items()
    for name, changes in group.items()
)
"""What can happen to an enumerated type or a sequence."""
