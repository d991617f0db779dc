"""What there is to change: the objects that entries describe and whose items hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..canonical import Form
from ..checks.objects import Found
from ..evidence import Evidence, find, find_object
from ..manifest.expectation import Expectation
from ..model import Column, QualifiedName, SchemaObject, Snapshot, Table
from ..outline import ItemSpec
from ..verdict import ItemKey, Same, Verdict
from ..versions import as_compared
from .change import Change, Red
from .differences import contents

Subject = tuple[str, str, str, str]
"""Kind of item, schema, table and name of what it is about."""


@dataclass(frozen=True)
class Scene:
    """The database before any change.

    :ivar evidence: manifest and catalog.
    :ivar verdicts: of the items that the catalog answers.
    """

    evidence: Evidence
    verdicts: Mapping[ItemKey, Verdict]

    @property
    def snapshot(self) -> Snapshot:
        """What the catalog has."""
        return self.evidence.snapshot

    @cached_property
    def items(self) -> dict[Subject, ItemSpec]:
        """Every item that the catalog answers, by what it is about."""
        return {
            subject: item
            for item in self.evidence.outline.items()
            if item.key in self.verdicts and (subject := self._subject(item))
        }

    @cached_property
    def contents(self) -> dict[Found, object]:
        """All that was read of every object."""
        return contents(self.snapshot)

    def _subject(self, item: ItemSpec) -> Subject | None:
        entry = self.evidence.expected.chosen.get(item.key)
        if item.kind == "unexpected":
            of_table = (entry.schema, entry.table) if entry else ("", "")
            return (item.kind, *of_table, item.subject)
        return (item.kind, entry.schema, entry.table, entry.name) if entry else None

    def holds(self, red: Red) -> bool:
        """Say whether an item is there, holds, and would not tolerate what appears."""
        item = self.items.get(red.subject)
        if item is None or not isinstance(self.verdicts[item.key], Same):
            return False
        return red.comes is None or not self.evidence.openness.tolerates(red.comes)

    def fits(self, change: Change) -> bool:
        """Say whether all that a change must turn red holds before it."""
        return all(map(self.holds, change.red))

    # --- what is there

    def entries(self, *kinds: str) -> Iterator[Expectation]:
        """Return the entries of some kinds that hold as a whole."""
        seen: set[int] = set()
        for entry in self.evidence.expected.chosen.values():
            if entry.kind not in kinds or id(entry) in seen:
                continue
            seen.add(id(entry))
            if self.holds(Red(entry.kind, entry.schema, entry.table, entry.name)):
                yield entry

    def tables(self) -> Iterator[Table]:
        """Return the tables described."""
        for entry in self.entries("table"):
            yield self.snapshot.tables[entry.schema, entry.table]

    def is_partitioned(self, relation: QualifiedName) -> bool:
        """Say whether a table is partitioned."""
        table = self.snapshot.tables.get(relation)
        return bool(table and table.partition_by)

    def columns(self) -> Iterator[Column]:
        """Return the columns described."""
        for entry in self.entries("column"):
            yield self.snapshot.columns[entry.schema, entry.table][entry.name]

    def of_table(self, table: Table) -> Mapping[str, Column]:
        """Return a table's columns by name."""
        return self.snapshot.columns.get((table.schema, table.name), {})

    def forms(self, *kinds: str) -> Iterator[tuple[Expectation, Form]]:
        """Return entries of constraints and indexes with what they describe."""
        for entry in self.entries(*kinds):
            form = find(self.snapshot, entry)
            if form is not None:
                yield entry, form

    def objects(self, kind: str) -> Iterator[SchemaObject]:
        """Return the objects of another kind that are described, as far as they are compared."""
        aspects = self.evidence.outline.suite.aspects
        for entry in self.entries(kind):
            found = find_object(self.snapshot, entry)
            if found is not None:
                yield as_compared(found, entry, aspects)

    @cached_property
    def schema(self) -> str:
        """Return a schema in which something new would be seen."""
        schemas = self.evidence.expected.schemas
        return "public" if "public" in schemas or not schemas else min(schemas)
