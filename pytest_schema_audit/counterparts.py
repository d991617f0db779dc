"""Which entry of a manifest is about which object: by name, in the name space of its kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .checks.objects import Found
from .manifest.expectation import Expectation, TableTraits
from .manifest.object_kinds import holds_parts

_RELATIONS = {"primary_key", "unique", "exclusion", "index"}
_CONSTRAINTS = {"primary_key", "unique", "exclusion", "foreign_key", "check"}

_TRAITS = {
    "persistence": "persistence",
    "row security": "row_security",
    "forced row security": "force_row_security",
    "with": "options",
    "partition by": "partition_by",
    "partition of": "partition_of",
    "inherits": "inherits",
    "of": "of_type",
}
"""What findings call a table's traits -> the fields."""


def where(entry: Expectation) -> tuple[str, str, str]:
    """Return schema, table and name of what an entry is about."""
    return entry.schema, entry.table, entry.name


def is_table_of(table: Expectation, part: Expectation) -> bool:
    """Say whether an entry is a table's or a view's own, and another one belongs to it."""
    return holds_parts(table.kind) and bool(part.table) and table.relation == part.relation


def share_names(one: str, other: str) -> bool:
    """Say whether two kinds of entry are of one name space, so that one can replace the other.

    The index behind a key is a relation, and its constraint is one of the table's.
    """
    return any({one, other} <= space for space in (_RELATIONS, _CONSTRAINTS))


def describes(entry: Expectation, found: Found) -> bool:
    """Say whether an entry is one for an object, whatever it says of it."""
    if entry.kind == "table":
        return found == Found("table", entry.schema, "", entry.table)
    if (found.schema, found.table, found.name) != where(entry):
        return False
    kind = found.kind.replace(" ", "_")
    return entry.kind == kind or {entry.kind, kind} <= _RELATIONS


def with_traits(old: TableTraits, new: TableTraits, paths: Collection[str]) -> TableTraits:
    """Take over the traits that differ and leave the others as they are written.

    :param paths: what findings call those that differ.
    """
    names = {_TRAITS[path] for path in paths if path in _TRAITS}
    return replace(old, **{name: getattr(new, name) for name in names})
