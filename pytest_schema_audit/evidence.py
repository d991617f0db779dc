"""What verdicts rest on: the manifest's side and the catalog's, and what lies between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .aspects import has_unusual, unusual_text
from .canonical import Form
from .checks.objects import BUILT_IN, CONSTRAINT_KINDS, Found, objects
from .checks.unexpected import Openness, kind_of
from .expected import Expected, expected_on
from .families import expanded
from .kinds import WITHIN_TABLES
from .manifest.expectation import Expectation
from .manifest.object_kinds import OBJECT_KINDS
from .model import QualifiedName, SchemaObject, Snapshot
from .outline import Outline
from .unlike import unlike_given

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
        return Openness(expanded(suite.ignore, self.snapshot), suite.allowed)

    def implied(self, found: Found) -> bool:
        """Say whether an object comes with something else and needs no entry of its own.

        The ledger comes with the migrations, a schema with the objects described in it or with the
        setting that limits the suite to it, and an unchanged sequence of ``serial`` with its
        column. Of aspects that are on, what is not as usual needs an entry.
        """
        if self.has_unusual(found):
            is_ledger = found.kind == "table" and (found.schema, found.name) in self.ledgers
            return is_ledger or self._of_ledger(found)
        return self._implied_as_usual(found)

    def _implied_as_usual(self, found: Found) -> bool:
        """Say whether an object comes with something else, whatever it has of aspects."""
        if found.kind == "default privilege":
            return "privileges" not in self.outline.suite.aspects
        if found.kind == "table":
            return (found.schema, found.name) in self.ledgers
        if found.kind == "schema":
            of_ledgers = {schema for schema, _ in self.ledgers}
            return found.name in {*self.expected.schemas, *of_ledgers, *self.outline.suite.schemas}
        if found.kind == "sequence":
            return self.snapshot.sequences[found.schema, found.name].implied
        return self._of_ledger(found) or self._cloned(found)

    def has_unusual(self, found: Found) -> bool:
        """Say whether an object has something, of aspects that are on, that needs an entry."""
        if found.kind == "default privilege":
            return False
        return has_unusual(self.snapshot, found, self.outline.suite.aspects)

    def unusual_text(self, found: Found) -> str:
        """Say why an object needs an entry that usually needs none; empty for all others."""
        if not (found in BUILT_IN or self._implied_as_usual(found)):
            return ""
        return unusual_text(self.snapshot, found, self.outline.suite.aspects)

    def reason(self, found: Found) -> str:
        """Say what an object that comes with something else needs an entry for, if it is one."""
        texts = (self.unusual_text(found), unlike_given(self.snapshot, found))
        return "; ".join(filter(None, texts))

    def tolerates(self, found: Found) -> bool:
        """Say whether an object without an entry is no drift."""
        if self.implied(found) or self.openness.tolerates(found):
            return True
        owner = Found("table", found.schema, "", found.table)
        return owner not in self.expected.objects and self.openness.tolerates(owner)

    def column_order(self, table: QualifiedName) -> tuple[list[str], list[str]]:
        """Return a table's columns in the order of the manifest and in that of the catalog."""
        return self._columns_by_table.get(table, []), list(self.snapshot.columns.get(table, {}))

    @cached_property
    def _columns_by_table(self) -> dict[QualifiedName, list[str]]:
        """Names of the columns with an entry, in the order of the manifest."""
        names: dict[QualifiedName, list[str]] = {}
        for schema, table, name in self.expected.columns:
            names.setdefault((schema, table), []).append(name)
        return names

    def unexpected_in(self, table: QualifiedName | None, what: str) -> Iterator[Found]:
        """List what no entry describes, for one ``unexpected`` item.

        :param table: the table whose item it is; ``None`` for an item of the database.
        :param what: ``columns``, ``indexes`` or ``constraints``; a plural for the database.
        """
        if table is None:
            extra = self._extra_by_kind.get(kind_of(what), ())
            yield from (one for one in extra if not self.implied(one))
            return
        named = self._names_by_table.get(table, set())
        for kind, name, is_clone in parts(self.snapshot, table, what):
            as_index = kind in _WITH_INDEX and ("indexes", name) in named
            if as_index or (what, name) in named:
                continue
            found = Found(kind, *table, name)
            # What a parent gave is expected with it, unless it is not as the parent's.
            if not is_clone or self.has_unusual(found):
                yield found

    @cached_property
    def _extra_by_kind(self) -> dict[str, list[Found]]:
        """What no entry describes, outside tables and in them."""
        extra: dict[str, list[Found]] = {}
        for found in (self.found | self._otherwise) - self.expected.objects:
            extra.setdefault(found.kind, []).append(found)
        return extra

    @cached_property
    def _names_by_table(self) -> dict[QualifiedName, set[tuple[str, str]]]:
        """Names with an entry, by the name space they are in; a foreign key's is not an index's."""
        names: dict[QualifiedName, set[tuple[str, str]]] = {}
        spaces = {"column": "columns", "foreign key": "constraints", "check": "constraints"}
        for found in self.expected.objects:
            if found.kind in WITHIN_TABLES:
                entry = (spaces.get(found.kind, "indexes"), found.name)
                names.setdefault((found.schema, found.table), set()).add(entry)
        return names

    @cached_property
    def _otherwise(self) -> frozenset[Found]:
        """What every new database has, and what a parent gives, where it is not as usual."""
        objects = self.snapshot.objects.items()
        there = (Found(*key) for key, one in objects if one.clone or key in BUILT_IN)
        return frozenset(found for found in there if self.has_unusual(found))

    def _of_ledger(self, found: Found) -> bool:
        return bool(found.table) and (found.schema, found.table) in self.ledgers

    def _cloned(self, found: Found) -> bool:
        table = (found.schema, found.table)
        if found.kind == "index":
            return self.snapshot.indexes[table][found.name].clone
        if found.kind == "column":
            return self.snapshot.columns[table][found.name].inherited
        constraint = self.snapshot.constraints.get(table, {}).get(found.name)
        return bool(constraint and constraint.clone and found.kind in WITHIN_TABLES)


def without(snapshot: Snapshot, tables: Collection[QualifiedName]) -> Snapshot:
    """Leave out some tables, and schemas that hold nothing else.

    :param tables: the tables that migration tools keep.
    """
    left = {name: table for name, table in snapshot.tables.items() if name not in tables}
    kept = {"public", *(name for name, _ in (*left, *snapshot.enums, *snapshot.sequences))}
    emptied = {name for name, _ in tables} - kept - {schema for _, schema, *_ in snapshot.objects}
    gone = {("schema", "", "", name) for name in emptied}
    objects = {key: one for key, one in snapshot.objects.items() if key not in gone}
    return replace(snapshot, tables=left, objects=objects)


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
        objects={
            key: one
            for key, one in snapshot.objects.items()
            if (one.schema or (one.name if one.kind == "schema" else schemas[0])) in schemas
        },
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


def find_object(snapshot: Snapshot, entry: Expectation) -> SchemaObject | None:
    """Find the object an entry of another kind names; ``None`` where there is none."""
    noun = OBJECT_KINDS[entry.kind].noun
    return snapshot.objects.get((noun, entry.schema, entry.table, entry.name))


def parts(snapshot: Snapshot, table: QualifiedName, what: str) -> Iterator[tuple[str, str, bool]]:
    """List what one of a table's ``unexpected`` items is about.

    :param what: ``columns``, ``indexes`` or ``constraints``.
    :returns: kind, name, and whether it is a clone, which belongs to the parent.
    """
    if what == "columns":
        for column in snapshot.columns.get(table, {}).values():
            yield "column", column.name, column.inherited
    elif what == "indexes":
        for index in snapshot.indexes.get(table, {}).values():
            if not index.constraint:
                yield "index", index.name, index.clone
    else:
        for constraint in snapshot.constraints.get(table, {}).values():
            yield _CONSTRAINT_KINDS[constraint.type], constraint.name, constraint.clone


def comment_of(snapshot: Snapshot, entry: Expectation) -> str | None:
    """Return the comment on the object an entry describes; ``None`` where there is none."""
    table = (entry.schema, entry.table)
    if entry.kind == "table":
        return snapshot.tables[table].comment if table in snapshot.tables else None
    if entry.kind in OBJECT_KINDS:
        one = find_object(snapshot, entry)
        return one.comment if one else None
    if entry.kind in {"enum", "sequence"}:
        outside = snapshot.enums if entry.kind == "enum" else snapshot.sequences
        named = outside.get((entry.schema, entry.name))
        return named.comment if named else None
    form = find(snapshot, entry)
    holder = form and (form.column or form.constraint or form.index)
    return holder.comment if holder else None
