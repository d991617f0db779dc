"""Compare entries of CREATE statements with the objects of their names.

Equal texts are equal, and so are equal parse trees. Where those differ, both sides are made on the
private server until PostgreSQL prints what it was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pglast.parser import ParseError

from .canonical import Refused
from .checks.taken_apart import ATTRIBUTES, COMPLETE
from .comparison import Private
from .manifest.expectation import Expectation, Text
from .manifest.fragments import FragmentError, parse
from .model import SchemaObject
from .remade import Statement, settled_forms


@dataclass(frozen=True, slots=True)
class ObjectPair:
    """An entry and the object of its name."""

    entry: Expectation
    found: SchemaObject


@dataclass(frozen=True, slots=True)
class SettledObject:
    """A pair after comparing.

    :ivar expected: the definition expected, in PostgreSQL's form where it has one, or why it
        refuses it.
    :ivar found: the definition found, in the form that stays.
    :ivar undecided: why it cannot be told; empty where it can.
    """

    expected: str | Refused
    found: str
    undecided: str = ""

    @property
    def same(self) -> bool:
        """Whether both sides mean the same."""
        return self.expected == self.found


def settle_objects(private: Private, pairs: Sequence[ObjectPair]) -> dict[int, SettledObject]:
    """Decide for each pair whether both sides mean the same.

    :param private: opened only when texts and parse trees do not decide everything.
    :param pairs: what to compare; the result is by their position.
    """
    settled: dict[int, SettledObject] = {}
    open_: dict[int, tuple[Statement, Statement]] = {}
    for number, pair in enumerate(pairs):
        sides = _sides(pair)
        if alike(*sides):
            settled[number] = SettledObject(pair.found.definition, pair.found.definition)
        elif not all(side.may_be_made for side in sides):
            settled[number] = SettledObject(sides[0].sql, sides[1].sql)
        else:
            open_[number] = sides
    if not open_:
        return settled
    with private() as conn:
        forms = settled_forms(conn, [one for sides in open_.values() for one in sides])
    return settled | {number: _decided(sides, forms) for number, sides in open_.items()}


def _sides(pair: ObjectPair) -> tuple[Statement, Statement]:
    entry = pair.entry
    return (
        Statement(entry.kind, entry.schema, entry_sql(entry), entry.name),
        Statement(entry.kind, entry.schema, pair.found.definition, entry.name),
    )


def _decided(
    sides: tuple[Statement, Statement], forms: Mapping[Statement, str | Refused]
) -> SettledObject:
    ours, theirs = (forms[side] for side in sides)
    if isinstance(theirs, Refused):
        reason = ours.reason if isinstance(ours, Refused) else theirs.reason
        return SettledObject(ours, sides[1].sql, undecided=reason)
    if isinstance(ours, str) and alike(replace(sides[0], sql=ours), replace(sides[1], sql=theirs)):
        return SettledObject(theirs, theirs)
    return SettledObject(ours, theirs)


def alike(one: Statement, other: Statement) -> bool:
    """Say whether two statements are one text or mean the same by their parse trees alone."""
    if one.sql == other.sql:
        return True
    try:
        if one.kind in COMPLETE or _is_partition(one):
            attributes = ATTRIBUTES[one.kind]
            return attributes(one.kind, one.sql) == attributes(one.kind, other.sql)
        return parse(one.kind, one.sql) == parse(other.kind, other.sql)  # type: ignore[arg-type]
    except (FragmentError, ParseError):
        return False


def _is_partition(one: Statement) -> bool:
    """Say whether it is a foreign table that cannot be made beside the one there."""
    return one.kind == "foreign_table" and not one.may_be_made


def entry_sql(entry: Expectation) -> str:
    """Return the text of an entry, white space at its ends aside."""
    return entry.value.sql.strip() if isinstance(entry.value, Text) else ""
