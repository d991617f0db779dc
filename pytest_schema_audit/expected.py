"""What a suite expects on a server of one major: its alternatives decided, looked up by object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .checks.objects import Found
from .manifest.expectation import Expectation, Names, Text
from .manifest.fragments import parse
from .manifest.object_kinds import OBJECT_KINDS
from .model import QualifiedName
from .outline import ItemSpec, Outline
from .referenced import key_columns, referenced_columns
from .verdict import ItemKey
from .view_columns import KINDS as VIEWS

_KINDS = {
    "column": ("column",),
    "primary_key": ("primary key", "index"),
    "unique": ("unique", "index"),
    "foreign_key": ("foreign key",),
    "check": ("check",),
    "exclusion": ("exclusion", "index"),
    "index": ("index",),
    "enum": ("enum",),
    "sequence": ("sequence",),
}
"""Kind of entry -> the kinds of object it describes."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The entries that hold on this major.

    :ivar chosen: item -> the entry that holds; items whose condition is not met are absent.
    :ivar objects: every object the entries describe, of those that figures count.
    :ivar tables: table -> the item that stands for it.
    :ivar columns: (schema, table, column) -> its item.
    :ivar key_columns: table -> columns of the primary key the manifest gives it.
    :ivar schemas: schemas named by any entry.
    """

    chosen: dict[ItemKey, Expectation]
    objects: frozenset[Found]
    tables: dict[QualifiedName, ItemKey]
    columns: dict[tuple[str, str, str], ItemKey]
    key_columns: dict[QualifiedName, frozenset[str]]
    schemas: frozenset[str]


def expected_on(outline: Outline, major: int) -> Expected:
    """Decide every alternative for a server of this major."""
    items = [item for item in outline.items() if item.expectations]
    chosen = {item.key: entry for item in items if (entry := _choose(item, major))}
    entries = list({id(entry): entry for entry in chosen.values()}.values())
    tables = {
        (entry.schema, entry.table): key
        for key, entry in chosen.items()
        if entry.kind == "table" and key.name == "table"
    }
    return Expected(
        chosen=chosen,
        objects=_counted({found for entry in entries for found in described(entry)}),
        tables=tables,
        columns={
            (entry.schema, entry.table, entry.name): key
            for key, entry in chosen.items()
            if entry.kind == "column"
        },
        key_columns=_key_columns(entries),
        schemas=frozenset(entry.schema for entry in entries if entry.schema),
    )


def described(entry: Expectation) -> Iterable[Found]:
    """List the objects one entry describes."""
    if entry.kind == "table":
        return [Found("table", entry.schema, "", entry.table)]
    if entry.kind in OBJECT_KINDS:
        return [Found(OBJECT_KINDS[entry.kind].noun, entry.schema, entry.table, entry.name)]
    kinds = _KINDS.get(entry.kind, ())
    return [Found(kind, entry.schema, entry.table, entry.name) for kind in kinds]


def _counted(objects: set[Found]) -> frozenset[Found]:
    """Leave out columns of views: the views' queries tell them, and no figure counts them."""
    views = {(found.schema, found.name) for found in objects if found.kind in VIEWS}
    return frozenset(
        found for found in objects if found.kind != "column" or found[1:3] not in views
    )


def _choose(item: ItemSpec, major: int) -> Expectation | None:
    for entry in item.expectations:
        if entry.condition is None or entry.condition.holds(major):
            return entry
    return None


def _key_columns(entries: Iterable[Expectation]) -> dict[QualifiedName, frozenset[str]]:
    keys: dict[QualifiedName, frozenset[str]] = {}
    for entry in entries:
        if entry.kind == "primary_key":
            keys[entry.schema, entry.table] = _own_columns(entry)
    return keys


def _own_columns(entry: Expectation) -> frozenset[str]:
    """The columns a primary key makes not null: those it includes stay as they are."""
    if isinstance(entry.value, Text):
        return key_columns(parse("primary_key", entry.value.sql))
    return entry_columns(entry)


def entry_columns(entry: Expectation) -> frozenset[str]:
    """Name the columns of its own table that a key, constraint or index entry mentions."""
    if isinstance(entry.value, Names):
        return frozenset(entry.value.names)
    if isinstance(entry.value, Text) and entry.kind not in {"column", *OBJECT_KINDS}:
        return referenced_columns(parse(entry.kind, entry.value.sql))
    return frozenset()
