"""Which edits bring a manifest up to date with what was found.

Pure: edits say what changes, :mod:`pytest_schema_audit.manifest.edit` changes the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .aspects import brought_up_to_date, values_of
from .checks.aspects import aspect_findings, key_of
from .checks.objects import Found
from .counterparts import describes, is_table_of, share_names, where, with_traits
from .evidence import Evidence, comment_of
from .kinds import PLURALS
from .manifest.aspects import keys_of
from .manifest.edits import Addition, Change, Edit, Order, Removal, Rename, Replacement
from .manifest.expectation import Count, Expectation, TableTraits
from .manifest.object_kinds import OBJECT_KINDS, holds_parts
from .model import QualifiedName
from .outline import TABLE_UNEXPECTED, ItemSpec
from .renames import Renames
from .verdict import CannotTell, Different, ItemKey, Verdict
from .waivers import NEEDLESS

_OWN_STATE = {"comment", "valid", "enabled", "column order"}
"""Findings about an object that its definition does not tell."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update does and what it leaves.

    :ivar edits: in the order of the items, each entry once.
    :ivar left: whole sentences: objects that no entry can describe, drift that no edit can mend.
    """

    edits: tuple[Edit | Replacement, ...]
    left: tuple[str, ...]


def update(
    evidence: Evidence,
    verdicts: Mapping[ItemKey, Verdict],
    described: Iterable[Expectation],
    renames: Renames,
    selected: Collection[ItemKey],
) -> Update:
    """Decide the edits for the selected items that fail, and for what fails because of them.

    :param evidence: the manifest's and the catalog's side.
    :param verdicts: of all items.
    :param described: entries for everything found, in the form that stays.
    :param renames: what was renamed.
    :param selected: the items that may be touched.
    """
    failing = [
        (item, verdict)
        for item in evidence.outline.items()
        if isinstance(verdict := verdicts.get(item.key), Different | CannotTell)
        and (item.key in selected or getattr(verdict, "cause", None) in selected)
    ]
    work = _Work(evidence, tuple(described), renames, _findings(evidence, failing))
    edits: dict[Edit | Replacement, None] = {}
    left: dict[str, None] = {}
    known = {item.key for item, _ in failing}
    for item, verdict in failing:
        made = dict.fromkeys(work.edits(item)) if _can_be_mended(verdict) else {}
        edits |= made
        told = bool(made) or getattr(verdict, "cause", None) in known
        left |= dict.fromkeys(work.left(item, verdict, told=told))
    replaced = {edit.new for edit in edits if isinstance(edit, Replacement)}
    kept = (e for e in edits if not (isinstance(e, Addition) and e.new in replaced))
    return Update(tuple(kept), tuple(left))


def _findings(
    evidence: Evidence, failing: Iterable[tuple[ItemSpec, Verdict]]
) -> dict[Expectation, set[str]]:
    """Collect the attributes that differ of each entry, which may be several items."""
    paths: dict[Expectation, set[str]] = {}
    for item, verdict in failing:
        entry = evidence.expected.chosen.get(item.key)
        if entry is not None and isinstance(verdict, Different) and item.kind != "unexpected":
            named = {finding.path.split(".")[0] for finding in verdict.findings}
            paths.setdefault(entry, set()).update(named or {"definition"})
    return paths


def _names_its_table(entry: Expectation, new: Expectation) -> bool:
    """Say whether a definition names the table that was renamed, as that of a trigger does."""
    return entry.kind in OBJECT_KINDS and new.value != entry.value


def _can_be_mended(verdict: Verdict) -> bool:
    return isinstance(verdict, Different) and verdict.summary != NEEDLESS


@dataclass(frozen=True)
class _Work:
    evidence: Evidence
    described: tuple[Expectation, ...]
    renames: Renames
    findings: Mapping[Expectation, Collection[str]]

    def edits(self, item: ItemSpec) -> Iterator[Edit | Replacement]:
        """Give the edits that mend one item; edits of one entry are equal for all its items."""
        entry = self.evidence.expected.chosen.get(item.key)
        if item.kind == "unexpected":
            table = entry.relation if entry else None
            yield from self._unexpected(table, item.subject)
        elif entry is not None and (name := self._new_table_name(entry)):
            yield from self._part(entry, name)
        elif entry is not None and entry.kind in {"total", "rows"}:
            yield from self._figure(entry)
        elif entry is not None:
            yield from self._entry(entry)

    def left(self, item: ItemSpec, verdict: Verdict, *, told: bool) -> Iterator[str]:
        """Say what no edit mends, once for each cause."""
        if isinstance(verdict, CannotTell):
            reason = verdict.reason.partition("\n")[0]
            yield f"{item.title}: cannot tell: {reason}"
        elif isinstance(verdict, Different) and item.kind == "unexpected":
            yield from self._not_described(item)
        elif isinstance(verdict, Different) and not told:
            yield "; ".join((f"{item.title}: {verdict.summary}", *verdict.hints))

    def _entry(self, entry: Expectation) -> Iterator[Edit | Replacement]:
        new = self._counterpart(entry)
        if new is None:
            name = self.renames.names.get(entry)
            yield from self._renamed(entry, name) if name is not None else [Removal(entry)]
        elif new.kind == entry.kind:
            yield from self._changed(entry, new, self.findings.get(entry, ()))
        else:
            yield Replacement(entry, new)

    def _new_table_name(self, part: Expectation) -> str | None:
        tables = (pair for pair in self.renames.names.items() if is_table_of(pair[0], part))
        return None if part.kind == "table" else next((name for _, name in tables), None)

    def _counterpart(self, entry: Expectation) -> Expectation | None:
        """Find the description of the object of this name: of the same kind, or of its space."""
        alike = [new for new in self.described if where(new) == where(entry)]
        same = [new for new in alike if new.kind == entry.kind]
        near = [n for n in alike if share_names(n.kind, entry.kind) and not self._stands(n)]
        return next(iter((*same, *near)), None)

    def _changed(
        self, entry: Expectation, new: Expectation, paths: Collection[str]
    ) -> Iterator[Edit | Replacement]:
        """Change what differs, and nothing that is only written otherwise."""
        known = [one.key for one in keys_of(entry.kind)]
        keys = {key for path in paths if (key := key_of(path)) in known}
        other = {path for path in paths if key_of(path) not in keys}
        other = {path for path in other if " of column " not in path}
        value = new.value if other - _OWN_STATE else entry.value
        if isinstance(value, TableTraits) and isinstance(entry.value, TableTraits):
            value = with_traits(entry.value, value, paths)
        comment = comment_of(self.evidence.snapshot, entry) if "comment" in paths else entry.comment
        enabled = new.enabled if "enabled" in paths else entry.enabled
        on = self.evidence.outline.suite.aspects
        aspects = brought_up_to_date(self.evidence.snapshot, entry, keys, on)
        changed = replace(entry, value=value, comment=comment, enabled=enabled, aspects=aspects)
        if changed != entry:
            yield Change(entry, changed)
        if "column order" in paths:
            yield Order(entry, tuple(self.evidence.snapshot.columns[entry.relation]))
        if any(" of column " in path for path in paths):
            parts = (one for one in self.described if one.kind == "column" and one.table)
            own = (one for one in parts if one.relation == entry.relation)
            yield from (Addition(one) for one in own if not self._stands(one))

    def _renamed(self, entry: Expectation, name: str) -> Iterator[Edit | Replacement]:
        yield Rename(entry, name, self._besides(entry, name))
        if holds_parts(entry.kind):
            yield from self._parts(entry, name)

    def _besides(self, entry: Expectation, name: str) -> Expectation | None:
        """Bring up to date what a renamed object has besides its definition."""
        meant = replace(entry, name=name, table=name if entry.kind == "table" else entry.table)
        new = self._counterpart(meant)
        if new is None or new.kind != entry.kind:
            return None
        snapshot, on = self.evidence.snapshot, self.evidence.outline.suite.aspects
        found = aspect_findings(meant, values_of(snapshot, meant), on, snapshot.major)
        keys = {key_of(one.path) for one in found}
        aspects = brought_up_to_date(snapshot, meant, keys, on)
        comment, actual = entry.comment, comment_of(snapshot, meant)
        if (comment is not None or "comments" in on) and (comment or "") != (actual or ""):
            comment = actual
        changed = replace(entry, enabled=new.enabled, comment=comment, aspects=aspects)
        return changed if changed != entry else None

    def _parts(self, table: Expectation, name: str) -> Iterator[Edit | Replacement]:
        """Bring all that belongs to a renamed table up to date."""
        for entry in dict.fromkeys(self.evidence.expected.chosen.values()):
            if is_table_of(table, entry) and entry.kind != "table":
                yield from self._part(entry, name)
        for what in TABLE_UNEXPECTED:
            yield from self._unexpected((table.schema, name), what, table.relation)

    def _part(self, entry: Expectation, name: str) -> Iterator[Edit | Replacement]:
        """Bring an entry of a table up to date whose name is another one now."""
        if entry.kind == "rows":
            yield Rename(entry, name)
            return
        new = self._counterpart(replace(entry, table=name))
        if new is None:
            known = self.renames.names.get(entry)
            yield Removal(entry) if known is None else Rename(entry, known)
        elif new.kind != entry.kind:
            yield Replacement(entry, new)
        elif entry in self.renames.changed or _names_its_table(entry, new):
            yield Change(entry, replace(entry, value=new.value))

    def _figure(self, entry: Expectation) -> Iterator[Edit | Replacement]:
        if entry.kind == "total":
            number = sum(PLURALS[found.kind] == entry.name for found in self.evidence.found)
            yield Change(entry, replace(entry, value=Count(number)))
            return
        rows = self.evidence.row_counts.get((entry.schema, entry.table))
        if rows is None:
            yield Removal(entry)
        else:
            yield Change(entry, replace(entry, value=Count(rows)))

    def _unexpected(
        self, table: QualifiedName | None, what: str, known_as: QualifiedName | None = None
    ) -> Iterator[Edit | Replacement]:
        """Describe what is unexpected.

        :param known_as: the name that a renamed table has in the manifest.
        """
        extra = self._extra(table, what)
        if table is not None and known_as is not None:
            entries = self.evidence.expected.chosen.values()
            own = {replace(e, table=table[1]) for e in entries if (e.schema, e.table) == known_as}
            extra = {found for found in extra if not any(describes(e, found) for e in own)}
        if table is None:
            extra = {found for found in extra if not self._goes_with_its_table(found)}
        for found in sorted(extra):
            entry = self.renames.entry_of(found)
            if entry is not None:
                yield from self._renamed(entry, self.renames.names[entry])
        new = {found for found in extra if self.renames.entry_of(found) is None}
        yield from (Addition(entry) for entry in self._describing(new))

    def _goes_with_its_table(self, found: Found) -> bool:
        """Say whether a part of a renamed table has an entry under the table's old name."""
        old = self.renames.table_of((found.schema, found.table))
        entries = self.evidence.expected.chosen.values()
        return old[1] != found.table and any(
            describes(replace(entry, table=found.table), found)
            for entry in entries
            if (entry.schema, entry.table) == old
        )

    def _describing(self, new: Collection[Found]) -> Iterator[Expectation]:
        """Give the entries of some objects, those of tables with all of their parts."""
        owners = {
            (found.schema, found.name) for found in new if holds_parts(found.kind.replace(" ", "_"))
        }
        for entry in self.described:
            is_part = bool(entry.table) and entry.relation in owners
            # What stands under a new holder's name is that of one that is gone.
            alone = any(describes(entry, f) for f in new) and not self._stands(entry)
            if is_part or alone:
                yield entry

    def _stands(self, new: Expectation) -> bool:
        """Say whether there is an entry of that name, which is for other majors."""
        return (new.kind, *where(new)) in self._standing

    @cached_property
    def _standing(self) -> set[tuple[str, str, str, str]]:
        items = self.evidence.outline.items()
        return {(entry.kind, *where(entry)) for item in items for entry in item.expectations}

    def _extra(self, table: QualifiedName | None, what: str) -> set[Found]:
        found = self.evidence.unexpected_in(table, what)
        return {one for one in found if not self.evidence.tolerates(one)}

    def _not_described(self, item: ItemSpec) -> Iterator[str]:
        entry = self.evidence.expected.chosen.get(item.key)
        table = entry.relation if entry else None
        for found in sorted(self._extra(table, item.subject)):
            known = [new for new in self.described if describes(new, found)]
            if not known:
                yield (
                    f"{found.label}: this version cannot describe it; "
                    f"allow or ignore it, or remove it"
                )
            elif all(map(self._stands, known)):
                major = self.evidence.snapshot.major
                yield f"{found.label}: its entry is not for PostgreSQL {major}; add an alternative"
