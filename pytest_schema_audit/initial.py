"""A first manifest: the entries that describe what a database holds, in the form that stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from psycopg import Connection

from .aspects import has_unusual, said_of
from .canonical import Definition, Form, fixpoints, printed
from .checks.objects import Found
from .comparison import type_words
from .evidence import comment_of
from .manifest.expectation import Expectation, Kind, Names, Place, TableTraits, Text, Value
from .manifest.words import bare_type_word
from .model import Column, Constraint, Index, QualifiedName, Snapshot, Table
from .notation import sequence_text
from .object_entries import object_entries
from .spelling import quote
from .view_columns import unusual_columns

_NOWHERE = Place(Path(), 0, 0)
"""Entries that are about to be written have no place yet."""

_CONSTRAINT_KINDS: dict[str, Kind] = {
    "p": "primary_key",
    "u": "unique",
    "f": "foreign_key",
    "c": "check",
    "x": "exclusion",
}


def entries(
    conn: Connection[Any],
    snapshot: Snapshot,
    aspects: Collection[str] = (),
    noted: Collection[str] | None = None,
) -> tuple[Expectation, ...]:
    """Describe everything in a snapshot that manifests can describe.

    :param conn: a connection outside any transaction on a private database with the same types.
    :param snapshot: what to describe; clones and what ``serial`` implies need no entry.
    :param aspects: what to describe besides: comments only where ``comments`` is among them.
    :param noted: aspects of which anything unusual makes an entry for what else needs none, as what
        a parent gives; by default, those described.
    :returns: tables by name, their parts in the order of the notation, then other kinds by name.
    """
    noted = aspects if noted is None else noted
    definitions = dict(_definitions(snapshot, noted))
    views = list(unusual_columns(snapshot, noted))
    definitions |= {_column_key(one): _printed_column(one) for one in views}
    stable = fixpoints(conn, snapshot, definitions.values())
    texts = {key: _shortest(snapshot, stable[made]) for key, made in definitions.items()}
    of_views = (
        _entry("column", (one.schema, one.table), one.name, Text(texts[_column_key(one)]))
        for one in views
    )
    objects = object_entries(conn, snapshot, noted)
    described = (*_described(snapshot, texts, noted), *objects, *of_views)
    with_comments = "comments" in aspects
    return tuple(
        replace(
            entry,
            comment=comment_of(snapshot, entry) if with_comments else None,
            aspects=said_of(snapshot, entry, aspects),
        )
        for entry in described
    )


def _shortest(snapshot: Snapshot, definition: Definition) -> str:
    if definition.kind != "column":
        return definition.sql
    return bare_type_word(definition.sql, type_words(snapshot, definition.table[0]))


def _definitions(
    snapshot: Snapshot, noted: Collection[str]
) -> Iterator[tuple[tuple[str, QualifiedName, str], Definition]]:
    for table in (*snapshot.tables, *_materialized(snapshot)):
        for column in snapshot.columns.get(table, {}).values():
            found = Found("column", *table, column.name)
            own = not column.inherited or has_unusual(snapshot, found, noted)
            if own and table in snapshot.tables:
                form = Form(column=column)
                yield ("column", table, column.name), printed(table, column.name, form)
        for kind, name, form in _own_keys(snapshot, table, noted):
            yield (kind, table, name), printed(table, name, form)


def _own_keys(
    snapshot: Snapshot, table: QualifiedName, noted: Collection[str]
) -> Iterator[tuple[Kind, str, Form]]:
    """List constraints and indexes; clones only where they are not as their parents are."""
    for constraint in snapshot.constraints.get(table, {}).values():
        kind = _CONSTRAINT_KINDS[constraint.type]
        found = Found(kind.replace("_", " "), *table, constraint.name)
        if not constraint.clone or has_unusual(snapshot, found, noted):
            form = Form(constraint=constraint, index=_behind(snapshot, table, constraint))
            yield kind, constraint.name, form
    for index in snapshot.indexes.get(table, {}).values():
        clone = index.clone and not has_unusual(snapshot, Found("index", *table, index.name), noted)
        if not index.constraint and not clone:
            yield "unique" if index.unique else "index", index.name, Form(index=index)


def _column_key(column: Column) -> tuple[str, QualifiedName, str]:
    return "column", (column.schema, column.table), column.name


def _printed_column(column: Column) -> Definition:
    return printed((column.schema, column.table), column.name, Form(column=column))


def _materialized(snapshot: Snapshot) -> list[QualifiedName]:
    """Name the materialized views, which have indexes as tables have them."""
    found = (one for one in snapshot.objects.values() if one.kind == "materialized view")
    return [(one.schema, one.name) for one in found]


def _behind(snapshot: Snapshot, table: QualifiedName, constraint: Constraint) -> Index | None:
    """The index a key has; that of a foreign key's or check's name is another object."""
    index = snapshot.indexes.get(table, {}).get(constraint.name)
    return index if index and index.constraint == constraint.type else None


def _described(
    snapshot: Snapshot, texts: dict[tuple[str, QualifiedName, str], str], noted: Collection[str]
) -> Iterator[Expectation]:
    for name, table in snapshot.tables.items():
        yield _entry("table", name, table.name, _traits(table))
        for column in snapshot.columns.get(name, {}):
            if ("column", name, column) in texts:
                yield _entry("column", name, column, Text(texts["column", name, column]))
        yield from _keys(snapshot, name, texts, noted)
    for view in _materialized(snapshot):
        yield from _keys(snapshot, view, texts, noted)
    for (schema, enum), labels in snapshot.enums.items():
        yield _entry("enum", (schema, ""), enum, Names(labels.labels))
    for sequence in snapshot.sequences.values():
        where = (sequence.schema, "")
        found = Found("sequence", *where, sequence.name)
        if not sequence.implied or has_unusual(snapshot, found, noted):
            yield _entry("sequence", where, sequence.name, Text(sequence_text(sequence)))


def _keys(
    snapshot: Snapshot,
    table: QualifiedName,
    texts: dict[tuple[str, QualifiedName, str], str],
    noted: Collection[str],
) -> Iterator[Expectation]:
    """Constraints by kind, unique indexes among the unique constraints, then plain indexes."""
    found = [(kind, name) for kind, name, _ in _own_keys(snapshot, table, noted)]
    order = [*_CONSTRAINT_KINDS.values(), "index"]
    for kind, name in sorted(found, key=lambda pair: (order.index(pair[0]), pair[1])):
        constraint = snapshot.constraints.get(table, {}).get(name)
        enabled = constraint.enabled if constraint and kind != "index" else ""
        value = _key_value(snapshot, kind, table, name, texts)
        yield replace(_entry(kind, table, name, value), enabled=enabled)


def _key_value(
    snapshot: Snapshot,
    kind: Kind,
    table: QualifiedName,
    name: str,
    texts: dict[tuple[str, QualifiedName, str], str],
) -> Value:
    text = texts[kind, table, name]
    columns = _plain_key(snapshot, table, text) if kind == "primary_key" else ()
    return Names(columns) if columns else Text(text)


def _plain_key(snapshot: Snapshot, table: QualifiedName, text: str) -> tuple[str, ...]:
    """The columns of ``PRIMARY KEY (a, b)`` when that is all it says."""
    by_quoted = {quote(column): column for column in snapshot.columns.get(table, {})}
    inside = text.removeprefix("PRIMARY KEY (").removesuffix(")")
    names = tuple(by_quoted.get(part, "") for part in inside.split(", "))
    return names if all(names) and text == f"PRIMARY KEY ({inside})" else ()


def _traits(table: Table) -> TableTraits:
    return TableTraits(
        persistence="unlogged" if table.persistence == "unlogged" else "permanent",
        row_security=table.row_security,
        force_row_security=table.force_row_security,
        options=tuple(sorted(_split(option) for option in table.options)),
        partition_by=table.partition_by,
        partition_of=table.partition_of,
        inherits=table.inherits,
        of_type=table.of_type,
    )


def _split(option: str) -> tuple[str, str]:
    name, _, value = option.partition("=")
    return name, value


def _entry(kind: Kind, table: QualifiedName, name: str, value: Value) -> Expectation:
    return Expectation(kind, table[0], table[1], name, value, _NOWHERE)
