"""Say of each drift which migration statement made, changed, dropped or renamed the object.

The row that belongs to the fact is asked, not the table's: a table's own row also moves when
another table gets a foreign key to it. What counts as a change is a statement that names the
object; that PostgreSQL rebuilt it on the way is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .checks.objects import Found
from .evidence import Evidence, find
from .manifest.expectation import Expectation
from .migrations.described import Described
from .migrations.event import Action
from .migrations.provenance import Origin, Provenance
from .model import Column, Snapshot
from .outline import ItemSpec
from .verdict import Different, ItemKey, Verdict

_GONE = {Action.DROPPED: "dropped", Action.RENAMED: "renamed"}


def with_origins(
    verdicts: Mapping[ItemKey, Verdict], evidence: Evidence, provenance: Provenance
) -> dict[ItemKey, Verdict]:
    """Add the statement behind it to every drift that has one.

    :param verdicts: of all items.
    :param evidence: what they rest on.
    :param provenance: the history of the database.
    """
    traced = _Traced(evidence, provenance)
    specs = {item.key: item for item in evidence.outline.items()}
    return {
        key: traced.verdict(specs[key], verdict)
        if isinstance(verdict, Different) and verdict.cause is None
        else verdict
        for key, verdict in verdicts.items()
    }


def origin_of(evidence: Evidence, provenance: Provenance, key: ItemKey) -> Origin | None:
    """Return the statement that made the object of an item; ``None`` where there is none."""
    entry = evidence.expected.chosen.get(key)
    if entry is None or entry.kind in {"total", "rows"} or key.name.startswith("unexpected."):
        return None
    xid = _xid(evidence.snapshot, entry, set())
    return provenance.made_by(xid, _of(entry)) if xid else None


@dataclass(frozen=True)
class _Traced:
    evidence: Evidence
    provenance: Provenance

    def verdict(self, item: ItemSpec, verdict: Different) -> Different:
        entry = self.evidence.expected.chosen.get(item.key)
        if item.kind == "unexpected":
            return self._unexpected(item, entry, verdict)
        if entry is None or entry.kind in {"total", "rows"}:
            return verdict
        if not verdict.found:
            return replace(verdict, hints=(*verdict.hints, *self._gone(entry)))
        paths = {finding.path for finding in verdict.findings}
        origin = self.provenance.made_by(_xid(self.evidence.snapshot, entry, paths), _of(entry))
        return replace(verdict, made_by=origin.place if origin else "no migration")

    def _unexpected(
        self, item: ItemSpec, entry: Expectation | None, verdict: Different
    ) -> Different:
        table = (entry.schema, entry.table) if entry else None
        places = {
            found.label: self._place(found)
            for found in self.evidence.unexpected_in(table, item.subject)
        }
        if len(verdict.unexpected) == 1:
            return replace(verdict, made_by=places.get(verdict.unexpected[0], ""))
        labels = (f"{label}   {places[label]}" for label in verdict.unexpected)
        return replace(verdict, unexpected=tuple(labels))

    def _place(self, found: Found) -> str:
        xid = _found_xid(self.evidence.snapshot, found)
        origin = self.provenance.made_by(xid, _of_found(found)) if xid else None
        return origin.place if origin else "no migration"

    def _gone(self, entry: Expectation) -> Iterator[str]:
        origin = self.provenance.gone_by(_of(entry))
        if origin is not None and origin.action in _GONE:
            new = f" to {origin.new_name}" if origin.new_name else ""
            yield f"{_GONE[origin.action]}{new} by {origin.place}"


def _of(entry: Expectation) -> Described:
    if entry.kind == "table":
        return Described("table", entry.table, entry.schema)
    return Described(entry.kind, entry.name, entry.schema, entry.table)


def _of_found(found: Found) -> Described:
    """Triggers, policies and rules carry their table in front of the name."""
    kind = found.kind.replace(" ", "_")
    if found.kind in {"trigger", "policy", "rule"}:
        table, _, name = found.name.partition(".")
        return Described(kind, name, found.schema, table)
    if found.kind in {"function", "procedure", "aggregate"}:
        return Described(kind, found.name.partition("(")[0], found.schema)
    return Described(kind, found.name, found.schema, found.table)


def _xid(snapshot: Snapshot, entry: Expectation, paths: set[str]) -> int:
    """Return the ``xmin`` of the row that the differing attribute belongs to."""
    if entry.kind == "table":
        return snapshot.tables[entry.schema, entry.table].xid
    if entry.kind == "enum":
        return snapshot.enums[entry.schema, entry.name].xid
    if entry.kind == "sequence":
        return snapshot.sequences[entry.schema, entry.name].xid
    form = find(snapshot, entry)
    row = form and (form.column or form.constraint or form.index)
    if isinstance(row, Column) and row.default_xid and paths <= {"default", "generated"}:
        return row.default_xid
    return row.xid if row else 0


def _found_xid(snapshot: Snapshot, found: Found) -> int:
    table = (found.schema, found.table)
    if found.kind == "table":
        return snapshot.tables[found.schema, found.name].xid
    if found.kind == "column":
        return snapshot.columns[table][found.name].xid
    if found.table:
        constraint = snapshot.constraints.get(table, {}).get(found.name)
        index = snapshot.indexes.get(table, {}).get(found.name)
        row = index if found.kind == "index" else constraint or index
        return row.xid if row else 0
    if found.kind == "enum":
        return snapshot.enums[found.schema, found.name].xid
    if found.kind == "sequence":
        return snapshot.sequences[found.schema, found.name].xid
    others = (o.xid for o in snapshot.others if (o.kind, o.schema, o.name) == found[:2] + found[3:])
    return next(others, 0)
