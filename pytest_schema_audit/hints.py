"""Sentences that help: a rename, another spelling, a name that needs its quotes."""

from __future__ import annotations

import re

from .expected import Expected
from .manifest.expectation import Expectation, Names, Text
from .manifest.fragments import folded_names
from .model import Snapshot
from .notation import column_text
from .outline import qualified
from .spelling import odd_blank, quote, shown_name

_NO_TYPE = re.compile(r'type "(?:[^"]*\.)?(?P<name>[^".]+?)(?:\[\])*" does not exist')
"""What PostgreSQL says of a type that nobody has."""


def other_types(snapshot: Snapshot, reason: str) -> tuple[str, ...]:
    """Point at types of the name that is not there, in another spelling or schema.

    :param reason: why PostgreSQL refused a definition.
    """
    missing = _NO_TYPE.search(reason)
    if missing is None:
        return ()
    alike = [one for one in sorted(snapshot.types) if one[1].lower() == missing["name"].lower()]
    return tuple(
        f"type {schema}.{name} exists: write {'.'.join(map(quote, names))}"
        for schema, name in alike
        for names in [(name,) if schema == "public" else (schema, name)]
    )


def odd_blanks(reason: str) -> tuple[str, ...]:
    """Name a blank that only looks like one, in the name of what is not there.

    :param reason: why PostgreSQL refused a definition.
    """
    found = odd_blank(reason)
    return (found,) if found else ()


def other_spelling(snapshot: Snapshot, entry: Expectation) -> tuple[str, ...]:
    """Point at a table of the same name in another spelling or schema."""
    alike = [
        f"{schema}.{name}"
        for schema, name in sorted(snapshot.tables)
        if name.lower() == entry.table.lower()
    ]
    return tuple(f"{name} exists; keys are exact: write {name}" for name in alike)


def folded(snapshot: Snapshot, entry: Expectation) -> tuple[str, ...]:
    """Name what SQL folds to lower case although the table has it in capitals."""
    if not isinstance(entry.value, Text):
        return ()
    written = folded_names(entry.value.sql)
    there = snapshot.columns.get((entry.schema, entry.table), {})
    return tuple(
        f'PostgreSQL reads {name} as {name.lower()}: write "{name}"'
        for name in sorted(written)
        if name in there and name.lower() not in there
    )


def renamed(snapshot: Snapshot, expected: Expected, entry: Expectation) -> tuple[str, ...]:
    """Find the missing object's definition under another, undescribed name in its table."""
    known = {f.name for f in expected.objects if (f.schema, f.table) == (entry.schema, entry.table)}
    wanted = _texts(entry)
    found = (name for name, text in _candidates(snapshot, entry) if text in wanted)
    return tuple(dict.fromkeys(name for name in found if name not in known))


def elsewhere(snapshot: Snapshot, expected: Expected, entry: Expectation) -> tuple[str, ...]:
    """Say under which other names a missing object's definition exists."""
    names = renamed(snapshot, expected, entry)
    return tuple(
        f"the same definition exists as {shown_name(name)}: was it renamed?" for name in names
    )


def renamed_tables(snapshot: Snapshot, expected: Expected, entry: Expectation) -> tuple[str, ...]:
    """Say which undescribed tables have the columns of a missing one."""
    table = (entry.schema, entry.table)
    wanted = {column for *where, column in expected.columns if tuple(where) == table}
    return tuple(
        f"the same columns exist in {qualified(schema, name)}: was it renamed?"
        for (schema, name), columns in snapshot.columns.items()
        if wanted and columns.keys() == wanted
        if (schema, name) in snapshot.tables and (schema, name) not in expected.tables
    )


def renamed_enums(snapshot: Snapshot, expected: Expected, entry: Expectation) -> tuple[str, ...]:
    """Say which undescribed types have the labels of a missing enum."""
    labels = entry.value.names if isinstance(entry.value, Names) else ()
    known = {(found.schema, found.name) for found in expected.objects if found.kind == "enum"}
    return tuple(
        f"the same labels exist as {qualified(schema, name)}: was it renamed?"
        for (schema, name), enum in snapshot.enums.items()
        if enum.labels == labels and (schema, name) not in known
    )


def _candidates(snapshot: Snapshot, entry: Expectation) -> list[tuple[str, str]]:
    table = (entry.schema, entry.table)
    if entry.kind == "column":
        columns = snapshot.columns.get(table, {}).values()
        return [(column.name, column_text(column)) for column in columns]
    constraints = snapshot.constraints.get(table, {}).values()
    indexes = snapshot.indexes.get(table, {}).values()
    return [(k.name, k.definition) for k in constraints] + [
        (i.name, i.definition) for i in indexes if i.unique == (entry.kind != "index")
    ]


def _texts(entry: Expectation) -> set[str]:
    if isinstance(entry.value, Names):
        keys = f"({', '.join(map(quote, entry.value.names))})"
        return {f"PRIMARY KEY {keys}", f"UNIQUE {keys}", f"btree {keys}"}
    return {entry.value.sql} if isinstance(entry.value, Text) else set()
