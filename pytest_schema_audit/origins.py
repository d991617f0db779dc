"""Say of each drift which migration statement made, changed, dropped or renamed the object.

The row that belongs to the fact is asked, not the table's: a table's own row also moves when
another table gets a foreign key to it. What counts as a change is a statement that names the
object; that PostgreSQL rebuilt it on the way is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .checks.objects import Found
from .checks.unexpected import kind_of
from .evidence import Evidence, find
from .manifest.expectation import Expectation
from .migrations.described import Described
from .migrations.event import Action
from .migrations.provenance import Origin, Provenance
from .model import Column, Enum, Index, Sequence, Snapshot, Table
from .outline import ItemSpec
from .verdict import Different, ItemKey, Verdict

_OF_DEFAULT = {"default", "generated"}
"""Attributes of a column that stand in a row of their own (``pg_attrdef``)."""

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


def origin_of(
    evidence: Evidence, provenance: Provenance, key: ItemKey, paths: Collection[str]
) -> Origin | None:
    """Return the statement that made or last changed what an item is about.

    :param paths: the attributes in question.
    :returns: ``None`` where there is no such object, or no migration made it.
    """
    entry = evidence.expected.chosen.get(key)
    if entry is None or not _is_object(entry, key):
        return None
    xid = _xid(evidence.snapshot, entry, paths)
    return None if xid is None else provenance.made_by(xid, _of(entry))


def gone_by(provenance: Provenance, found: Found) -> Origin | None:
    """Return the statement that dropped or renamed an object; ``None`` where none did."""
    return provenance.gone_by(_of_found(found))


def found_in(evidence: Evidence, item: ItemSpec, verdict: Different) -> Iterator[Found]:
    """List the unexpected objects of a verdict."""
    if item.kind == "unexpected":
        entry = evidence.expected.chosen.get(item.key)
        table = (entry.schema, entry.table) if entry else None
        extra = evidence.unexpected_in(table, item.subject)
    elif item.kind == "total":
        kind = kind_of(item.subject)
        extra = (found for found in evidence.found if found.kind == kind)
    else:
        return
    labels = set(verdict.unexpected)
    yield from (found for found in extra if found.label in labels)


def _is_object(entry: Expectation, key: ItemKey) -> bool:
    return entry.kind not in {"total", "rows"} and not key.name.startswith("unexpected.")


@dataclass(frozen=True)
class _Traced:
    evidence: Evidence
    provenance: Provenance

    def verdict(self, item: ItemSpec, verdict: Different) -> Different:
        if verdict.unexpected:
            return self._unexpected(item, verdict)
        entry = self.evidence.expected.chosen.get(item.key)
        if entry is None or not _is_object(entry, item.key):
            return verdict
        paths = {finding.path for finding in verdict.findings}
        xid = _xid(self.evidence.snapshot, entry, paths)
        if xid is None:
            return replace(verdict, hints=(*verdict.hints, *self._gone(entry)))
        return replace(verdict, made_by=self._made_by(xid, _of(entry)))

    def _unexpected(self, item: ItemSpec, verdict: Different) -> Different:
        """Say of each object where it is from; of a single one, in its own line."""
        places = {
            found.label: self._made_by(_found_xid(self.evidence.snapshot, found), _of_found(found))
            for found in found_in(self.evidence, item, verdict)
        }
        if len(verdict.unexpected) == 1:
            return replace(verdict, made_by=places.get(verdict.unexpected[0], ""))
        width = max(map(len, verdict.unexpected))
        labels = (f"{label:{width}}   {places.get(label, '')}" for label in verdict.unexpected)
        return replace(verdict, unexpected=tuple(label.rstrip() for label in labels))

    def _made_by(self, xid: int, described: Described) -> str:
        origin = self.provenance.made_by(xid, described) if xid else None
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


def _xid(snapshot: Snapshot, entry: Expectation, paths: Collection[str]) -> int | None:
    """Return the ``xmin`` of the row that the differing attribute belongs to, if there is one."""
    name = (entry.schema, entry.name)
    outside: Mapping[str, Table | Enum | Sequence | None] = {
        "table": snapshot.tables.get((entry.schema, entry.table)),
        "enum": snapshot.enums.get(name),
        "sequence": snapshot.sequences.get(name),
    }
    form = None if entry.kind in outside else find(snapshot, entry)
    row = outside.get(entry.kind) or (form and (form.column or form.constraint or form.index))
    if isinstance(row, Column) and row.default_xid and paths and set(paths) <= _OF_DEFAULT:
        return row.default_xid
    return row.xid if row else None


def _found_xid(snapshot: Snapshot, found: Found) -> int:
    """Return the ``xmin`` of an object's own row; 0 where the snapshot has none."""
    table, name = (found.schema, found.table), (found.schema, found.name)
    index = snapshot.indexes.get(table, {}).get(found.name)
    constraint = snapshot.constraints.get(table, {}).get(found.name)
    rows: Mapping[str, Table | Column | Index | Enum | Sequence | None] = {
        "table": snapshot.tables.get(name),
        "column": snapshot.columns.get(table, {}).get(found.name),
        "index": index,
        "enum": snapshot.enums.get(name),
        "sequence": snapshot.sequences.get(name),
    }
    row = rows.get(found.kind, constraint or index)
    if row is not None:
        return row.xid
    same = (found.kind, *name)
    return next((o.xid for o in snapshot.others if (o.kind, o.schema, o.name) == same), 0)
