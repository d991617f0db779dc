"""One cause, one text: what fails only because something else is not there says so in one line."""

from __future__ import annotations

from .evidence import Evidence
from .expected import entry_columns
from .manifest.expectation import Expectation, Text
from .manifest.fragments import parse
from .model import QualifiedName
from .outline import ItemSpec
from .referenced import referenced_table
from .verdict import Different, ItemKey


def cause_behind(evidence: Evidence, item: ItemSpec, entry: Expectation) -> Different | None:
    """Return the one-line verdict on a missing part of a table, if something else is to blame.

    :param item: its item.
    :param entry: what the manifest says of it.
    """
    return (
        gone_table(evidence, (entry.schema, entry.table))
        or gone_column(evidence, entry)
        or _gone_target(evidence, entry)
        or _gone_key(item, entry)
    )


def gone_table(evidence: Evidence, table: QualifiedName) -> Different | None:
    """Return the one-line verdict on what hangs on a table that is not there."""
    if table in evidence.snapshot.tables:
        return None
    return _missing(f"table {'.'.join(table)}", evidence.expected.tables.get(table))


def gone_column(evidence: Evidence, entry: Expectation) -> Different | None:
    """Return the one-line verdict on what hangs on a column that is not there."""
    table = (entry.schema, entry.table)
    return _first_gone(evidence, table, entry_columns(entry))


def _gone_target(evidence: Evidence, entry: Expectation) -> Different | None:
    """A foreign key goes with the table or column it refers to (``DROP … CASCADE``)."""
    if entry.kind != "foreign_key" or not isinstance(entry.value, Text):
        return None
    schema, name, columns = referenced_table(parse("foreign_key", entry.value.sql))
    for table in [(schema, name)] if schema else [("public", name), (entry.schema, name)]:
        if table in evidence.expected.tables:
            return gone_table(evidence, table) or _first_gone(evidence, table, columns)
    return None


def _gone_key(item: ItemSpec, entry: Expectation) -> Different | None:
    """The index behind a key goes with the key."""
    if item.kind == entry.kind:
        return None
    key = f"{entry.kind.replace('_', ' ')} {entry.schema}.{entry.table}.{entry.name}"
    name = item.key.name.removeprefix(item.kind)
    return _missing(key, item.key._replace(name=f"{entry.kind}{name}"))


def _first_gone(
    evidence: Evidence, table: QualifiedName, columns: frozenset[str]
) -> Different | None:
    there = evidence.snapshot.columns.get(table, {})
    for name in sorted(columns - there.keys()):
        cause = evidence.expected.columns.get((*table, name))
        if cause:
            return _missing(f"column {'.'.join((*table, name))}", cause)
    return None


def _missing(what: str, cause: ItemKey | None) -> Different:
    return Different(f"{what} is missing", cause=cause)
