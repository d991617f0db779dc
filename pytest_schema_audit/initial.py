"""A first manifest: the entries that describe what a database holds, in the form that stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from psycopg import Connection

from .canonical import Definition, Form, fixpoints, printed
from .comparison import type_words
from .evidence import comment_of
from .manifest.expectation import Expectation, Kind, Names, Place, TableTraits, Text, Value
from .manifest.words import bare_type_word
from .model import Constraint, Index, QualifiedName, Snapshot, Table
from .notation import sequence_text
from .spelling import quote

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
    conn: Connection[Any], snapshot: Snapshot, aspects: Collection[str] = ()
) -> tuple[Expectation, ...]:
    """Describe everything in a snapshot that manifests can describe.

    :param conn: a connection outside any transaction on a private database with the same types.
    :param snapshot: what to describe; clones and what ``serial`` implies need no entry.
    :param aspects: what to describe besides: comments only where ``comments`` is among them.
    :returns: tables by name, their parts in the order of the notation, then other kinds by name.
    """
    definitions = dict(_definitions(snapshot))
    stable = fixpoints(conn, snapshot, definitions.values())
    texts = {key: _shortest(snapshot, stable[made]) for key, made in definitions.items()}
    described = tuple(_described(snapshot, texts))
    if "comments" not in aspects:
        return described
    return tuple(replace(entry, comment=comment_of(snapshot, entry)) for entry in described)


def _shortest(snapshot: Snapshot, definition: Definition) -> str:
    if definition.kind != "column":
        return definition.sql
    return bare_type_word(definition.sql, type_words(snapshot, definition.table[0]))


def _definitions(snapshot: Snapshot) -> Iterator[tuple[tuple[str, QualifiedName, str], Definition]]:
    for table in snapshot.tables:
        for column in snapshot.columns.get(table, {}).values():
            if not column.inherited:
                form = Form(column=column)
                yield ("column", table, column.name), printed(table, column.name, form)
        for constraint in snapshot.constraints.get(table, {}).values():
            if not constraint.clone:
                form = Form(constraint=constraint, index=_behind(snapshot, table, constraint))
                kind = _CONSTRAINT_KINDS[constraint.type]
                yield (kind, table, constraint.name), printed(table, constraint.name, form)
        for index in snapshot.indexes.get(table, {}).values():
            if not index.constraint and not index.clone:
                kind = "unique" if index.unique else "index"
                yield (kind, table, index.name), printed(table, index.name, Form(index=index))


def _behind(snapshot: Snapshot, table: QualifiedName, constraint: Constraint) -> Index | None:
    """The index a key has; that of a foreign key's or check's name is another object."""
    index = snapshot.indexes.get(table, {}).get(constraint.name)
    return index if index and index.constraint == constraint.type else None


def _described(
    snapshot: Snapshot, texts: dict[tuple[str, QualifiedName, str], str]
) -> Iterator[Expectation]:
    for name, table in snapshot.tables.items():
        yield _entry("table", name, table.name, _traits(table))
        for column in snapshot.columns.get(name, {}):
            if ("column", name, column) in texts:
                yield _entry("column", name, column, Text(texts["column", name, column]))
        yield from _keys(snapshot, name, texts)
    for (schema, enum), labels in snapshot.enums.items():
        yield _entry("enum", (schema, ""), enum, Names(labels.labels))
    for sequence in snapshot.sequences.values():
        if not sequence.implied:
            where = (sequence.schema, "")
            yield _entry("sequence", where, sequence.name, Text(sequence_text(sequence)))


def _keys(
    snapshot: Snapshot,
    table: QualifiedName,
    texts: dict[tuple[str, QualifiedName, str], str],
) -> Iterator[Expectation]:
    """Constraints by kind, unique indexes among the unique constraints, then plain indexes."""
    found: list[tuple[Kind, str]] = [
        (_CONSTRAINT_KINDS[constraint.type], constraint.name)
        for constraint in snapshot.constraints.get(table, {}).values()
        if not constraint.clone
    ] + [
        ("unique" if index.unique else "index", index.name)
        for index in snapshot.indexes.get(table, {}).values()
        if not index.constraint and not index.clone
    ]
    order = [*_CONSTRAINT_KINDS.values(), "index"]
    for kind, name in sorted(found, key=lambda pair: (order.index(pair[0]), pair[1])):
        yield _entry(kind, table, name, _key_value(snapshot, kind, table, name, texts))


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
        options=tuple(_split(option) for option in table.options),
        partition_by=table.partition_by,
        partition_of=table.partition_of,
        inherits=table.inherits,
    )


def _split(option: str) -> tuple[str, str]:
    name, _, value = option.partition("=")
    return name, value


def _entry(kind: Kind, table: QualifiedName, name: str, value: Value) -> Expectation:
    return Expectation(kind, table[0], table[1], name, value, _NOWHERE)
