"""What verdicts rest on: the manifest's side and the catalog's, and what lies between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .canonical import Form
from .checks.objects import CONSTRAINT_KINDS, Found, objects
from .checks.unexpected import Openness, kind_of
from .expected import Expected, expected_on
from .manifest.expectation import Expectation
from .model import QualifiedName, Snapshot
from .outline import Outline

_CONSTRAINT_KINDS = {**CONSTRAINT_KINDS, "u": "unique"}

_WITH_INDEX = {"primary key", "unique", "exclusion"}
"""Kinds of constraint that have an index of their own name."""


@dataclass(frozen=True)
class Evidence:
    """All that verdicts rest on.

    :ivar outline: the items.
    :ivar snapshot: what the catalog has.
    :ivar row_counts: rows of the tables that ``rows:`` entries name, where they exist.
    :ivar ledgers: tables that migration tools keep, expected without an entry.
    :ivar counts_rows: whether rows were counted: a live database holds what it holds.
    """

    outline: Outline
    snapshot: Snapshot
    row_counts: Mapping[QualifiedName, int]
    ledgers: frozenset[QualifiedName] = frozenset()
    counts_rows: bool = True

    @cached_property
    def expected(self) -> Expected:
        """The manifest's entries for this server's major."""
        return expected_on(self.outline, self.snapshot.major)

    @cached_property
    def found(self) -> frozenset[Found]:
        """Every object of the snapshot."""
        return frozenset(objects(self.snapshot))

    @cached_property
    def openness(self) -> Openness:
        """What the suite leaves open."""
        suite = self.outline.suite
        return Openness(suite.ignore, suite.allowed)

    def implied(self, found: Found) -> bool:
        """Say whether an object comes with something else and needs no entry of its own.

        The ledger comes with the migrations, a schema with the objects described in it, and an
        unchanged sequence of ``serial`` with its column.
        """
        if found.kind == "table":
            return (found.schema, found.name) in self.ledgers
        if found.kind == "schema":
            return found.name in self.expected.schemas
        if found.kind == "sequence":
            return self.snapshot.sequences[found.schema, found.name].implied
        return self._of_ledger(found) or self._cloned(found)

    def tolerates(self, found: Found) -> bool:
        """Say whether an object without an entry is no drift."""
        if self.implied(found) or self.openness.tolerates(found):
            return True
        owner = Found("table", found.schema, "", found.table)
        return owner not in self.expected.objects and self.openness.tolerates(owner)

    def column_order(self, table: QualifiedName) -> tuple[list[str], list[str]]:
        """Return a table's columns in the order of the manifest and in that of the catalog."""
        expected = [name for *where, name in self.expected.columns if tuple(where) == table]
        return expected, list(self.snapshot.columns.get(table, {}))

    def unexpected_in(self, table: QualifiedName | None, what: str) -> Iterator[Found]:
        """List what no entry describes, for one ``unexpected`` item.

        :param table: the table whose item it is; ``None`` for an item of the database.
        :param what: ``columns``, ``indexes`` or ``constraints``; a plural for the database.
        """
        if table is None:
            kind = kind_of(what)
            extra = (found for found in self.found - self.expected.objects if found.kind == kind)
            yield from (found for found in extra if not self.implied(found))
            return
        named = self._names_by_table.get(table, set())
        for found in members(self.snapshot, table, what):
            spaces = {what, "indexes"} if found.kind in _WITH_INDEX else {what}
            if not any((space, found.name) in named for space in spaces):
                yield found

    @cached_property
    def _names_by_table(self) -> dict[QualifiedName, set[tuple[str, str]]]:
        """Names with an entry, by the name space they are in; a foreign key's is not an index's."""
        names: dict[QualifiedName, set[tuple[str, str]]] = {}
        spaces = {"column": "columns", "foreign key": "constraints", "check": "constraints"}
        for found in self.expected.objects:
            if found.table:
                entry = (spaces.get(found.kind, "indexes"), found.name)
                names.setdefault((found.schema, found.table), set()).add(entry)
        return names

    def _of_ledger(self, found: Found) -> bool:
        return bool(found.table) and (found.schema, found.table) in self.ledgers

    def _cloned(self, found: Found) -> bool:
        table = (found.schema, found.table)
        if found.kind == "index":
            return self.snapshot.indexes[table][found.name].clone
        if found.kind == "column":
            return self.snapshot.columns[table][found.name].inherited
        return False


def without(snapshot: Snapshot, tables: Collection[QualifiedName]) -> Snapshot:
    """Leave out some tables, and schemas that hold nothing else.

    :param tables: the tables that migration tools keep.
    """
    left = {name: table for name, table in snapshot.tables.items() if name not in tables}
    kept = {"public", *(name for name, _ in (*left, *snapshot.enums, *snapshot.sequences))}
    emptied = {name for name, _ in tables} - kept - {other.schema for other in snapshot.others}
    return replace(
        snapshot,
        tables=left,
        others=tuple(o for o in snapshot.others if (o.kind, o.name) not in _schemas(emptied)),
    )


def _schemas(names: Collection[str]) -> set[tuple[str, str]]:
    return {("schema", name) for name in names}


def limited(snapshot: Snapshot, schemas: Sequence[str]) -> Snapshot:
    """Leave out what is not in some schemas; objects outside schemas stay, other schemas go.

    :param schemas: exact names; none for all.
    """
    if not schemas:
        return snapshot
    return replace(
        snapshot,
        tables={name: table for name, table in snapshot.tables.items() if name[0] in schemas},
        enums={name: enum for name, enum in snapshot.enums.items() if name[0] in schemas},
        sequences={name: seq for name, seq in snapshot.sequences.items() if name[0] in schemas},
        others=tuple(
            other
            for other in snapshot.others
            if (other.schema or (other.name if other.kind == "schema" else schemas[0])) in schemas
        ),
    )


def find(snapshot: Snapshot, entry: Expectation) -> Form | None:
    """Find the object an entry of SQL names; ``None`` where there is none."""
    table = (entry.schema, entry.table)
    if entry.kind == "column":
        column = snapshot.columns.get(table, {}).get(entry.name)
        return Form(column=column) if column else None
    index = snapshot.indexes.get(table, {}).get(entry.name)
    constraint = snapshot.constraints.get(table, {}).get(entry.name)
    if entry.kind == "index":
        return Form(index=index) if index else None
    if entry.kind in {"foreign_key", "check"}:
        return Form(constraint=constraint) if constraint else None
    if index and not index.constraint:
        return Form(index=index)  # a foreign key or check may share a bare index's name
    return Form(constraint=constraint, index=index) if constraint else None


def members(snapshot: Snapshot, table: QualifiedName, what: str) -> Iterator[Found]:
    """List what one of a table's ``unexpected`` items is about; clones belong to their parents."""
    columns = snapshot.columns.get(table, {}).values()
    indexes = snapshot.indexes.get(table, {}).values()
    constraints = snapshot.constraints.get(table, {}).values()
    kinds = {
        "columns": [("column", one.name) for one in columns if not one.inherited],
        "indexes": [("index", i.name) for i in indexes if not i.constraint and not i.clone],
        "constraints": [(_CONSTRAINT_KINDS[k.type], k.name) for k in constraints if not k.clone],
    }
    return (Found(kind, *table, name) for kind, name in kinds[what])


def comment_of(snapshot: Snapshot, entry: Expectation) -> str | None:
    """Return the comment on the object an entry describes; ``None`` where there is none."""
    table = (entry.schema, entry.table)
    if entry.kind == "table":
        return snapshot.tables[table].comment if table in snapshot.tables else None
    if entry.kind in {"enum", "sequence"}:
        outside = snapshot.enums if entry.kind == "enum" else snapshot.sequences
        named = outside.get((entry.schema, entry.name))
        return named.comment if named else None
    form = find(snapshot, entry)
    holder = form and (form.column or form.constraint or form.index)
    return holder.comment if holder else None
