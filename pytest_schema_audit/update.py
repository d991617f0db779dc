"""Which edits bring a manifest up to date with what was found.

Pure: edits say what changes, :mod:`pytest_schema_audit.manifest.edit` changes the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .checks.objects import Found
from .evidence import Evidence, comment_of
from .hints import renamed
from .kinds import PLURALS
from .manifest.edits import Addition, Change, Edit, Removal, Rename
from .manifest.expectation import Count, Expectation
from .model import QualifiedName
from .outline import ItemSpec
from .verdict import Different, ItemKey, Verdict


@dataclass(frozen=True, slots=True)
class Update:
    """What an update does and what it leaves.

    :ivar edits: in the order of the items, each entry once.
    :ivar left: whole sentences: removals not asked for, objects that no entry can describe.
    """

    edits: tuple[Edit, ...]
    left: tuple[str, ...]


def update(
    evidence: Evidence,
    verdicts: Mapping[ItemKey, Verdict],
    described: Iterable[Expectation],
    selected: Collection[ItemKey],
) -> Update:
    """Decide the edits for the selected items that fail.

    :param evidence: the manifest's and the catalog's side.
    :param verdicts: of all items.
    :param described: entries for everything found, in the form that stays.
    :param selected: the items that may be touched.
    """
    items = [
        item
        for item in evidence.outline.items()
        if item.key in selected and isinstance(verdicts.get(item.key), Different)
    ]
    work = _Work(evidence, tuple(described))
    edits = list(dict.fromkeys(edit for item in items for edit in work.edits(item)))
    moved = {(e.entry.schema, e.entry.table, e.name) for e in edits if isinstance(e, Rename)}
    kept = [e for e in edits if not _is_moved(e, moved)]
    return Update(tuple(kept), tuple(dict.fromkeys(work.left(items, verdicts))))


def _is_moved(edit: Edit, moved: Collection[tuple[str, str, str]]) -> bool:
    """An object that an entry is renamed to needs no entry of its own."""
    if not isinstance(edit, Addition):
        return False
    return (edit.new.schema, edit.new.table, edit.new.name) in moved


@dataclass(frozen=True)
class _Work:
    evidence: Evidence
    described: tuple[Expectation, ...]

    def edits(self, item: ItemSpec) -> Iterator[Edit]:
        entry = self.evidence.expected.chosen.get(item.key)
        if item.kind == "unexpected":
            yield from map(Addition, self._unexpected(item, entry))
        elif entry is not None and entry.kind in {"total", "rows"}:
            yield from self._figure(entry)
        elif entry is not None:
            yield from self._entry(entry)

    def _entry(self, entry: Expectation) -> Iterator[Edit]:
        found = [new for new in self.described if _same_object(new, entry)]
        if not found:
            names = renamed(self.evidence.snapshot, self.evidence.expected, entry)
            yield Rename(entry, names[0]) if len(names) == 1 else Removal(entry)
        elif found[0].kind == entry.kind:
            kept = replace(entry, value=found[0].value, comment=self._comment(entry))
            yield Change(entry, kept)
        else:
            yield Removal(entry)
            yield Addition(found[0])

    def _comment(self, entry: Expectation) -> str | None:
        return None if entry.comment is None else comment_of(self.evidence.snapshot, entry)

    def _figure(self, entry: Expectation) -> Iterator[Edit]:
        if entry.kind == "total":
            number = sum(PLURALS[found.kind] == entry.name for found in self.evidence.found)
            yield Change(entry, replace(entry, value=Count(number)))
            return
        rows = self.evidence.row_counts.get((entry.schema, entry.table))
        if rows is None:
            yield Removal(entry)
        else:
            yield Change(entry, replace(entry, value=Count(rows)))

    def _unexpected(self, item: ItemSpec, entry: Expectation | None) -> Iterator[Expectation]:
        extra = self._extra(item, entry)
        tables = {(found.schema, found.name) for found in extra if found.kind == "table"}
        for new in self.described:
            if _describes(new, extra) or (new.schema, new.table) in tables:
                yield new

    def _extra(self, item: ItemSpec, entry: Expectation | None) -> set[Found]:
        table: QualifiedName | None = (entry.schema, entry.table) if entry else None
        found = self.evidence.unexpected_in(table, item.subject)
        return {one for one in found if not self.evidence.tolerates(one)}

    def left(self, items: Iterable[ItemSpec], verdicts: Mapping[ItemKey, Verdict]) -> Iterator[str]:
        """Name what no entry can describe."""
        for item in items:
            verdict = verdicts[item.key]
            if item.kind == "unexpected" and isinstance(verdict, Different):
                extra = self._extra(item, self.evidence.expected.chosen.get(item.key))
                known = {f for f in extra if any(_describes(new, {f}) for new in self.described)}
                yield from (
                    f"{found.label}: this version cannot describe it; "
                    f"allow or ignore it, or remove it"
                    for found in sorted(extra - known)
                )


def _same_object(new: Expectation, entry: Expectation) -> bool:
    """Columns and the rest of a table are two name spaces; constraints and indexes share one."""
    if (new.schema, new.table, new.name) != (entry.schema, entry.table, entry.name):
        return False
    special = {"table", "column", "enum", "sequence"}
    if new.kind in special or entry.kind in special:
        return new.kind == entry.kind
    return True


def _describes(new: Expectation, extra: Collection[Found]) -> bool:
    """Say whether an entry is one for any of these objects."""
    return any(_is_of(new, found) for found in extra)


def _is_of(new: Expectation, found: Found) -> bool:
    if new.kind == "table":
        return found == Found("table", new.schema, "", new.table)
    if (found.schema, found.table, found.name) != (new.schema, new.table, new.name):
        return False
    return not new.table or (new.kind == "column") == (found.kind == "column")
