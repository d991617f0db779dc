"""Say of each drift which migration statement made, changed, dropped or renamed the object.

The row that belongs to the fact is asked, not the table's: a table's own row also moves when
another table gets a foreign key to it. What counts as a change is a statement that names the
object; that PostgreSQL rebuilt it on the way is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .aspects import last_written, values_of
from .checks.aspects import by_name, key_of
from .checks.objects import Found
from .checks.unexpected import kind_of
from .evidence import Evidence, find, find_object
from .expected import described
from .manifest.aspects import keys_of
from .manifest.expectation import Expectation
from .manifest.keys import HELD_BY_TRIGGERS
from .manifest.names import split_key
from .manifest.object_kinds import OBJECT_KINDS
from .manifest.routine_names import own_name
from .migrations.described import EXISTENCE, Described
from .migrations.event import COLUMN_GRANTS, Action
from .migrations.event_objects import arguments_in, types_in
from .migrations.provenance import Origin, Provenance
from .model import Column, Enum, Index, QualifiedName, Sequence, Snapshot, Table
from .outline import ItemSpec
from .verdict import NO_MIGRATION, Different, ItemKey, Verdict

_OF_DEFAULT = {"default", "generated", "identity"}
"""Attributes of a column that stand in a row of their own (``pg_attrdef``, ``pg_sequence``)."""

_IN_ROWS = {
    "domain": ("check ",),
    "operator_family": ("operator ", "function "),
    "publication": ("table ", "schemas"),
}
"""Kind -> the parts that have rows of their own: where one is gone, no row tells when."""

_WITH_INDEX = {"primary key", "unique", "exclusion"}
_WITH_QUERY = {"view", "materialized_view"}

_PARTS_KEY = "comments"
_NOT_NULL = "not null constraint"
_OF_OTHERS = {_PARTS_KEY, "members", "member grants"}
"""Keys about what statements name, and entries do not."""

_WITH_COLUMNS = {"view", "materialized_view", "foreign_table"}
"""Kinds whose privileges are those of their columns too."""

_ROUTINES = {"function", "procedure", "aggregate"}

_OF_ITS_OWN_TABLE = {"by default", "disabled on referencing"}
"""States of the triggers behind a foreign key in which those of the other table are as usual."""

_SPECIAL = re.compile(" line | of column | for ")
"""What parts an attribute from the piece of it that differs: ``query line 2``."""

_LACKING = re.compile(r'(?P<noun>type|relation) "(?P<name>[^"]+)" does not exist')
"""What PostgreSQL says where a definition names what is not there."""

_TAKEN_AWAY = {"type": {Action.RENAMED}, "relation": {Action.RENAMED, Action.DROPPED}}
"""What can be behind it: a type is dropped after whatever was of it has changed."""

_BY_TYPES = {"cast", "transform"}

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

    :param paths: the attributes in question; none where it is the object itself.
    :returns: ``None`` where there is no such object, or no migration made it.
    """
    entry = evidence.expected.chosen.get(key)
    if entry is None or not _is_object(entry, key):
        return None
    xid = _xid(evidence.snapshot, entry, paths)
    if xid is None:
        return None
    return _origin(evidence.snapshot, provenance, entry, xid, paths or EXISTENCE)


def _origin(
    snapshot: Snapshot,
    provenance: Provenance,
    entry: Expectation,
    xid: int,
    paths: Collection[str],
) -> Origin | None:
    """A comment has a row of its own, and a statement that names what it is on."""
    keys = set(map(key_of, paths))
    on = [one for path in paths if (one := _commented(entry, path))]
    origins = (provenance.commented_by(one) for one in on if len(on) == len(paths))
    commented = next((one for one in origins if one), None)
    if commented or (not xid and on):
        return commented
    row, attributes = _of_row(snapshot, entry, paths), _attributes(entry, paths)
    if not xid:
        return provenance.told_by(row, attributes)
    if keys and keys <= _OF_OTHERS:
        return provenance.written_in(xid)
    if row.kind == "check" and entry.kind == "column":
        attributes = None
    made = provenance.made_by(xid, row, attributes)
    if keys == {"grants"} and entry.kind == "column":
        # Those of its sequence are given under that one's name, which no entry says.
        written = provenance.written_in(xid)
        return made if made and written and made.migration == written.migration else written
    return made


def _attributes(entry: Expectation, paths: Collection[str]) -> frozenset[str] | None:
    """Name the attributes that differ: ``keys`` of ``key email opclass``; ``None`` for any."""
    heads = {_SPECIAL.split(key_of(path))[0] for path in paths} - {"definition"}
    if "grants" in heads and entry.kind in _WITH_COLUMNS:
        heads |= COLUMN_GRANTS
    return frozenset("keys" if head.startswith("key ") else head for head in heads) or None


def _commented(entry: Expectation, path: str) -> Described | None:
    """Name what a finding is a comment on; ``None`` where it is about something else."""
    what, _, column = path.partition(" of column ")
    if what == "comment" and column:
        return Described("column", column, *entry.relation)
    key, _, part = path.partition(".")
    if key == "comment":
        return _of(entry)
    if key != _PARTS_KEY:
        return None
    if entry.kind in {"domain", "foreign_table"}:
        return Described("check", part, entry.schema, entry.name)
    if entry.kind == "composite_type":
        return Described("column", part, entry.schema, entry.name)
    if entry.table and part == "index":
        return Described("index", entry.name, entry.schema, entry.table)
    return Described(part, part, entry.schema, entry.name)


def _of_row(snapshot: Snapshot, entry: Expectation, paths: Collection[str]) -> Described:
    """Name the object whose row differs: the constraint behind NOT NULL, a view's column."""
    values = values_of(snapshot, entry)
    if _NOT_NULL in map(key_of, paths) and _NOT_NULL in values:
        name = by_name(values[_NOT_NULL].actual)["name"]
        return Described("check", name, entry.schema, entry.table)
    columns = {path.partition(" of column ")[2] for path in paths}
    if len(columns) == 1 and all(columns):
        return Described("column", columns.pop(), entry.schema, entry.name)
    return _of(entry)


def gone_by(provenance: Provenance, found: Found) -> Origin | None:
    """Return the statement that dropped or renamed an object; ``None`` where none did."""
    return provenance.gone_by(_of_found(found))


def found_in(evidence: Evidence, item: ItemSpec, verdict: Different) -> Iterator[Found]:
    """List the unexpected objects of a verdict."""
    if item.kind == "unexpected":
        entry = evidence.expected.chosen.get(item.key)
        table = entry.relation if entry else None
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
        if paths == {"enabled"} and entry.kind in HELD_BY_TRIGGERS:
            return self._switched(entry, verdict)
        xid = _xid(self.evidence.snapshot, entry, paths)
        if xid is None:
            return self._gone(entry, verdict)
        if without := self._without(verdict):
            return without
        origin = self._took_away(entry, verdict, xid) or self._renamed(verdict, xid)
        if origin is None:
            origin = _origin(self.evidence.snapshot, self.provenance, entry, xid, paths)
        # Not everybody may read the row's transaction: a subscription's.
        nowhere = NO_MIGRATION if xid else ""
        return replace(verdict, made_by=origin.place if origin else nowhere)

    def _switched(self, entry: Expectation, verdict: Different) -> Different:
        """Say what switched the triggers behind a constraint, all those of its table together."""
        states = {text for one in verdict.findings for text in (one.expected, one.found)}
        if entry.kind == "foreign_key" and not states <= _OF_ITS_OWN_TABLE:
            return verdict  # triggers of the other table, which several statements may concern
        table = Described("table", entry.table, entry.schema)
        origin = self.provenance.said_by(table, {"enabled"})
        return replace(verdict, made_by=origin.place) if origin else verdict

    def _without(self, verdict: Different) -> Different | None:
        """Say what took away what an expected definition cannot be made without."""
        lacking = _LACKING.search(verdict.refused)
        if lacking is None:
            return None
        schema, _, name = lacking["name"].rpartition(".")
        kind = "enum" if lacking["noun"] == "type" else "table"
        origin = self.provenance.gone_by(Described(kind, name, schema))
        if origin is None or origin.action not in _TAKEN_AWAY[lacking["noun"]]:
            return None
        new = f" to {origin.new_name}" if origin.new_name else ""
        hint = f"{lacking['noun']} {lacking['name']} was {_GONE[origin.action]}{new}"
        place = origin.place
        return replace(verdict, hints=(*verdict.hints, hint), made_by=place, behind=(place,))

    def _renamed(self, verdict: Different, xid: int) -> Origin | None:
        """Return the statement that renamed a column's type, a key's table and the like."""
        pairs = {(_named(one.expected), _named(one.found)) for one in verdict.findings}
        old, new = pairs.pop() if len(pairs) == 1 else (None, None)
        if old is None or new is None or old == new:
            return None
        return self.provenance.renamed_by(xid, old, new)

    def _took_away(self, entry: Expectation, verdict: Different, xid: int) -> Origin | None:
        """Return the statement after the last that wrote a row, if it took parts of it away."""
        parts = _IN_ROWS.get(entry.kind, ())
        paths = [one.path for one in verdict.findings]
        if not all(path.startswith(parts) for path in paths):
            return None
        if any(one.found for one in verdict.findings):
            return None
        return self.provenance.changed_after(xid, _of(entry), _attributes(entry, paths))

    def _unexpected(self, item: ItemSpec, verdict: Different) -> Different:
        """Say of each object where it is from; of a single one, in its own line."""
        places = {
            found.label: self._made_by(found) for found in found_in(self.evidence, item, verdict)
        }
        if len(verdict.unexpected) == 1:
            return replace(verdict, made_by=places.get(verdict.unexpected[0], ""))
        width = max(map(len, verdict.unexpected))
        labels = (f"{label:{width}}   {places.get(label, '')}" for label in verdict.unexpected)
        listed = tuple(label.rstrip() for label in labels)
        behind = tuple(place for place in places.values() if place not in {"", NO_MIGRATION})
        return replace(verdict, unexpected=listed, behind=behind)

    def _made_by(self, found: Found) -> str:
        xid = _found_xid(self.evidence.snapshot, found)
        if not xid:
            return ""
        described, attributes = _of_found(found), self._unexpected_for(found)
        commented = attributes and "comment" in attributes
        origin = self.provenance.commented_by(described) if commented else None
        origin = origin or self.provenance.made_by(xid, described, attributes)
        return origin.place if origin else NO_MIGRATION

    def _unexpected_for(self, found: Found) -> frozenset[str] | None:
        """Name why an object is unexpected: for what is unusual of it, or that it is there."""
        unusual = self.evidence.unusual_text(found)
        if unusual.startswith("comment "):
            return frozenset({"comment"})
        if unusual:
            keys = frozenset(one.key for one in keys_of(found.kind.replace(" ", "_")))
            return keys | {"options"}  # of a partition's own index
        # One of a `serial` column needs no entry until it is changed.
        return None if found.kind == "sequence" else EXISTENCE

    def _gone(self, entry: Expectation, verdict: Different) -> Different:
        origin = self.provenance.gone_by(_of(entry))
        if origin is None or origin.action not in _GONE:
            return self._lost(entry, verdict)
        new = f" to {origin.new_name}" if origin.new_name else ""
        hint = f"{_GONE[origin.action]}{new} by {origin.place}"
        return replace(verdict, hints=(*verdict.hints, hint), behind=(origin.place,))

    def _lost(self, entry: Expectation, verdict: Different) -> Different:
        """Say what probably took an object along that no statement names."""
        lost = self.provenance.lost_by(_of(entry))
        if lost is None:
            return verdict
        hint = f"probably dropped by the CASCADE of {lost.place}"
        return replace(verdict, hints=(*verdict.hints, hint), behind=(lost.place,))


def _named(text: str) -> QualifiedName | None:
    """Read a text that is a name, of an array's elements too: ``mood``, ``shop."Mood"[]``."""
    schema, name = ["", "", *split_key(text.rstrip("[]"))][-2:]
    return (schema, name) if name else None


def _of(entry: Expectation) -> Described:
    if entry.kind == "table":
        return Described("table", entry.table, entry.schema)
    if entry.kind in OBJECT_KINDS:
        return _of_found(*described(entry))
    return Described(entry.kind, entry.name, entry.schema, entry.table)


def _of_found(found: Found) -> Described:
    kind = found.kind.replace(" ", "_")
    if kind in _BY_TYPES:
        name, types = types_in(kind, found.name)
        return Described(kind, name, arguments=types)
    naming = OBJECT_KINDS[kind].naming if kind in OBJECT_KINDS else ""
    if naming in {"overloaded", "method"}:
        arguments = arguments_in(found.name) if kind in _ROUTINES else None
        return Described(kind, own_name(found.name), found.schema, arguments=arguments)
    return Described(kind, found.name, found.schema, found.table)


def _xid(snapshot: Snapshot, entry: Expectation, paths: Collection[str]) -> int | None:
    """Return the ``xmin`` of the row that the differing attribute belongs to, if there is one."""
    of_aspects = last_written(values_of(snapshot, entry), {key_of(path) for path in paths})
    if of_aspects is not None:
        return of_aspects
    of_columns = [_of_column_xid(snapshot, entry, path) for path in paths]
    if of_columns and all(of_columns):
        return max(of_columns)
    name = (entry.schema, entry.name)
    outside: Mapping[str, Table | Enum | Sequence | None] = {
        "table": snapshot.tables.get((entry.schema, entry.table)),
        "enum": snapshot.enums.get(name),
        "sequence": snapshot.sequences.get(name),
    }
    if entry.kind in OBJECT_KINDS:
        one = find_object(snapshot, entry)
        return max(one.xid, _query_xid(snapshot, entry, paths)) if one else None
    form = None if entry.kind in outside else find(snapshot, entry)
    if form and form.index and {key_of(path) for path in paths} == {"options"}:
        return form.index.options_xid
    row = outside.get(entry.kind) or (form and (form.column or form.constraint or form.index))
    if isinstance(row, Column) and row.default_xid and not _OF_DEFAULT.isdisjoint(paths):
        return row.default_xid if _OF_DEFAULT.issuperset(paths) else max(row.xid, row.default_xid)
    return row.xid if row else None


def _of_column_xid(snapshot: Snapshot, entry: Expectation, path: str) -> int:
    """Return the ``xmin`` behind ``statistics of column note``; 0 for other paths."""
    key, _, column = path.partition(" of column ")
    there = snapshot.columns.get(entry.relation, {}).get(column)
    if there and key == "default":
        return there.default_xid
    values = snapshot.aspects.get(("column", *entry.relation, column), {})
    return (last_written(values, {key}) or 0) if column else 0


def _query_xid(snapshot: Snapshot, entry: Expectation, paths: Collection[str]) -> int:
    """Return the ``xmin`` of a view's columns, whose names the query tells; 0 for other paths."""
    if entry.kind not in _WITH_QUERY or not any(path.startswith("query") for path in paths):
        return 0
    columns = snapshot.columns.get(entry.relation, {}).values()
    return max((column.xid for column in columns), default=0)


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
    if index and index.apart and found.kind in {"index", *_WITH_INDEX}:
        return index.options_xid
    row = rows.get(found.kind, constraint or index)
    if row is not None:
        return row.xid
    one = snapshot.objects.get((found.kind, found.schema, found.table, found.name))
    return one.xid if one else 0
