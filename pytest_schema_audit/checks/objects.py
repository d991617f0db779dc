"""Every object of a snapshot under the kind and the names it is counted and reported by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..manifest.defaults import defaults_name
from ..model import Snapshot
from ..spelling import shown_name

CONSTRAINT_KINDS = {"p": "primary key", "f": "foreign key", "c": "check", "x": "exclusion"}
"""``pg_constraint.contype`` -> kind; uniques are counted by their indexes, bare ones too."""


class Found(NamedTuple):
    """One object of one kind; a unique index is two: an index and a unique.

    :ivar kind: a key of :data:`pytest_schema_audit.kinds.PLURALS`.
    :ivar table: empty outside tables.
    """

    kind: str
    schema: str
    table: str
    name: str

    @property
    def label(self) -> str:
        """The object as messages name it: ``index public.Invoice.Invoice_status_idx``."""
        if self.kind == "default privilege":
            return f"{self.kind} {defaults_name(self.schema, self.name)}"
        path = ".".join(shown_name(part) for part in (self.schema, self.table, self.name) if part)
        return f"{self.kind} {path}"


BUILT_IN = {Found("schema", "", "", "public"), Found("extension", "", "", "plpgsql")}
"""What every new database has: not counted, and no entry is needed for it."""


def objects(snapshot: Snapshot) -> Iterator[Found]:
    """List all objects that figures count.

    Partitions count as tables and their indexes as indexes; constraints that PostgreSQL cloned from
    the parent's (``pg_constraint.conparentid``) do not count.
    """
    for table in snapshot.tables.values():
        yield Found("table", table.schema, "", table.name)
        yield from _of_table(snapshot, (table.schema, table.name))
    for enum in snapshot.enums.values():
        yield Found("enum", enum.schema, "", enum.name)
    for sequence in snapshot.sequences.values():
        yield Found("sequence", sequence.schema, "", sequence.name)
    for key, one in snapshot.objects.items():
        if key not in BUILT_IN and not one.clone:
            yield Found(*key)
        if one.kind == "materialized view":
            yield from _indexes(snapshot, (one.schema, one.name))


def _of_table(snapshot: Snapshot, table: tuple[str, str]) -> Iterator[Found]:
    for column in snapshot.columns.get(table, ()):
        yield Found("column", *table, column)
    yield from _indexes(snapshot, table)
    for constraint in snapshot.constraints.get(table, {}).values():
        if constraint.type in CONSTRAINT_KINDS and not constraint.clone:
            yield Found(CONSTRAINT_KINDS[constraint.type], *table, constraint.name)


def _indexes(snapshot: Snapshot, relation: tuple[str, str]) -> Iterator[Found]:
    for index in snapshot.indexes.get(relation, {}).values():
        yield Found("index", *relation, index.name)
        if index.unique and index.constraint != "p" and not index.clone:
            yield Found("unique", *relation, index.name)
