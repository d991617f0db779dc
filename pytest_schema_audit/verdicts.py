"""A verdict for every item of an outline, from the manifest's entries and one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from .aspects import values_of
from .canonical import Form, Refused
from .causes import cause_behind, gone_column, gone_table
from .checks.aspects import aspect_findings
from .checks.column import check_column
from .checks.constraint import WORDS, check_constraint
from .checks.enum import check_enum
from .checks.index import check_guarantee, check_index, check_whole_index
from .checks.sequence import check_sequence
from .checks.statement import enabled_finding
from .checks.table import check_column_order, check_table
from .checks.unexpected import check_ignore, check_limit, check_total, check_unexpected, kind_of
from .checks.wording import missing, summary
from .comparison import Pair, Private, Settled, settle
from .evidence import Evidence, comment_of, find
from .hints import (
    elsewhere,
    folded,
    odd_blanks,
    other_spelling,
    other_types,
    renamed_enums,
    renamed_tables,
)
from .manifest.expectation import Count, Expectation, Names, TableTraits, Text
from .manifest.keys import HELD_BY_TRIGGERS
from .manifest.object_kinds import OBJECT_KINDS
from .model import Constraint, Index, QualifiedName, Snapshot
from .notation import column_text, index_text
from .object_verdicts import ObjectJudge
from .outline import ItemSpec
from .partitioning import PartitionedPair, settle_partitioning
from .verdict import CannotTell, Different, Finding, ItemKey, NotAsked, Same, Verdict
from .view_columns import column_findings

SQL_KINDS = {"column", "primary_key", "unique", "foreign_key", "check", "exclusion", "index"}
"""Kinds of entry that are definitions in SQL and belong to a table."""


def verdicts(evidence: Evidence, private: Private) -> dict[ItemKey, Verdict]:
    """Answer every item but those of migrations and commands.

    :param evidence: the manifest's and the catalog's side.
    :param private: opens the private database, where texts alone do not decide.
    """
    items = list(evidence.outline.items())
    pairs: dict[int, Pair] = {}
    for item in items:
        entry = evidence.expected.chosen.get(item.key)
        if entry and entry.kind in SQL_KINDS and id(entry) not in pairs:
            found = _found(evidence, entry)
            if found:
                pairs[id(entry)] = Pair(entry, found, _in_primary_key(evidence, entry))
    order = list(pairs)
    settled = settle(private, evidence.snapshot, list(pairs.values()))
    decided = {order[number]: result for number, result in settled.items()}
    traits = settle_partitioning(private, evidence.snapshot, _partitioned(evidence))
    judge = _Judge(evidence, pairs, decided, traits, ObjectJudge(evidence, private))
    return {item.key: judge.verdict(item) for item in items if not _answered_elsewhere(item)}


def _partitioned(evidence: Evidence) -> dict[int, PartitionedPair]:
    there = evidence.snapshot.tables
    return {
        id(entry): PartitionedPair(entry.value, there[entry.relation])
        for entry in evidence.expected.chosen.values()
        if isinstance(entry.value, TableTraits) and entry.relation in there
    }


def _found(evidence: Evidence, entry: Expectation) -> Form | None:
    """Find an entry's object, unless its table is gone: a view of that name may have the like."""
    is_there = entry.relation in evidence.snapshot.tables
    expected = entry.relation in evidence.expected.tables
    return find(evidence.snapshot, entry) if is_there or not expected else None


def _answered_elsewhere(item: ItemSpec) -> bool:
    """Migrations, commands and proofs, which no entry asks for: a table's check has its entry."""
    return not item.expectations and item.kind in {"applied", "folder", "ledger", "check", "prove"}


def _in_primary_key(evidence: Evidence, entry: Expectation) -> bool:
    keys = evidence.expected.key_columns.get((entry.schema, entry.table), frozenset())
    return entry.kind == "column" and entry.name in keys


@dataclass(frozen=True)
class _Judge:
    evidence: Evidence
    pairs: Mapping[int, Pair]
    settled: Mapping[int, Settled]
    partitioning: Mapping[int, TableTraits]
    objects: ObjectJudge

    def verdict(self, item: ItemSpec) -> Verdict:
        if not item.expectations:
            return self._made_item(item)
        entry = self.evidence.expected.chosen.get(item.key)
        if entry is None:
            return NotAsked(_unmet(item.expectations, self.evidence.snapshot.major))
        if item.kind == "unexpected":
            return self._unexpected(entry.relation, item.subject)
        verdict = self._with_columns(entry, self._entry(item, entry))
        if item.kind != entry.kind:
            return verdict
        verdict = self._commented(entry, self._with_switch(entry, verdict))
        return self._with_aspects(entry, verdict)

    def _entry(self, item: ItemSpec, entry: Expectation) -> Verdict:
        if entry.kind in SQL_KINDS:
            return self._sql(item, entry)
        if entry.kind in OBJECT_KINDS:
            return self.objects.verdict(entry)
        by_kind: dict[str, Callable[[Expectation], Verdict]] = {
            "table": self._table,
            "enum": self._enum,
            "sequence": self._sequence,
            "total": self._total,
            "rows": self._rows,
        }
        return by_kind[entry.kind](entry)

    def _made_item(self, item: ItemSpec) -> Verdict:
        if item.kind == "unexpected":
            return self._unexpected(None, item.subject)
        if item.kind == "ignore":
            rules = [r for r in self.evidence.openness.rules if r.place == item.place]
            return check_ignore(rules, self.evidence.found)
        if item.kind == "limit":
            return check_limit(item.subject, self.evidence.snapshot.objects)
        return CannotTell(f"nothing audits {item.title}")

    def _unexpected(self, table: QualifiedName | None, what: str) -> Verdict:
        extra = list(self.evidence.unexpected_in(table, what))
        verdict = check_unexpected(extra, self.evidence.openness)
        if not isinstance(verdict, Different):
            return verdict
        reasons = sorted((one.label, self.evidence.reason(one)) for one in extra)
        told = {label: text for label, text in reasons if text and label in verdict.unexpected}
        hints = (f"{label} needs an entry for its {text}" for label, text in told.items())
        why = f": {told[verdict.unexpected[0]]}" if told and len(verdict.unexpected) == 1 else ""
        return replace(verdict, summary=verdict.summary + why, hints=(*verdict.hints, *hints))

    def _table(self, entry: Expectation) -> Verdict:
        table = self.evidence.snapshot.tables.get((entry.schema, entry.table))
        if table is None:
            sides = (self.evidence.snapshot, self.evidence.expected)
            return missing(hints=other_spelling(sides[0], entry) or renamed_tables(*sides, entry))
        traits = self.partitioning.get(id(entry), entry.value)
        if not isinstance(traits, TableTraits):
            raise TypeError(f"table {entry.table}: {traits!r}")
        verdict = check_table(traits, table)
        if "column-order" in self.evidence.outline.suite.aspects and isinstance(verdict, Same):
            return check_column_order(*self.evidence.column_order((entry.schema, entry.table)))
        return verdict

    def _enum(self, entry: Expectation) -> Verdict:
        enum = self.evidence.snapshot.enums.get((entry.schema, entry.name))
        if enum is None:
            return missing(
                hints=renamed_enums(self.evidence.snapshot, self.evidence.expected, entry)
            )
        names = entry.value
        return check_enum(names.names if isinstance(names, Names) else (), enum)

    def _sequence(self, entry: Expectation) -> Verdict:
        sequence = self.evidence.snapshot.sequences.get((entry.schema, entry.name))
        if sequence is None:
            return missing()
        text = entry.value
        return check_sequence(text.sql if isinstance(text, Text) else "", sequence)

    def _total(self, entry: Expectation) -> Verdict:
        kind = kind_of(entry.name)
        implied = {f for f in self.evidence.found if f.kind == kind and self.evidence.implied(f)}
        described = self.evidence.expected.objects | implied
        return check_total(_count(entry).number, kind, self.evidence.found, described)

    def _rows(self, entry: Expectation) -> Verdict:
        if not self.evidence.counts_rows:
            return NotAsked("rows are counted after the seed, not on a live database")
        number = self.evidence.row_counts.get((entry.schema, entry.table))
        wanted = _count(entry)
        if number is None:
            return gone_table(self.evidence, (entry.schema, entry.table)) or missing()
        if number == wanted.number or (wanted.at_least and number >= wanted.number):
            return Same()
        expected = f"at least {wanted.number}" if wanted.at_least else str(wanted.number)
        return Different(f"expected {expected}, found {number}", found=str(number))

    def _sql(self, item: ItemSpec, entry: Expectation) -> Verdict:
        pair = self.pairs.get(id(entry))
        if pair is None:
            hints = elsewhere(self.evidence.snapshot, self.evidence.expected, entry)
            return cause_behind(self.evidence, item, entry) or missing(hints=hints)
        settled = self.settled[id(entry)]
        if settled.same:
            return Same()
        if settled.undecided:
            return CannotTell(
                "the private server cannot make what was found, nor what is expected\n"
                f"PostgreSQL says: {settled.undecided}"
            )
        if isinstance(settled.expected, Refused):
            refused = _refused(item, entry, pair, settled.expected, self.evidence.snapshot)
            return gone_column(self.evidence, entry) or refused
        return _different(item, entry, settled.expected, pair.found)

    def _with_switch(self, entry: Expectation, verdict: Verdict) -> Verdict:
        """Add when the triggers behind a constraint fire, on the constraint's own item."""
        if entry.kind not in HELD_BY_TRIGGERS or isinstance(verdict, CannotTell):
            return verdict
        form = find(self.evidence.snapshot, entry)
        found = form and form.constraint
        if not found or found.enabled == entry.enabled:
            return verdict
        finding = enabled_finding(entry.enabled, found.enabled)
        state = f" ({found.enabled})" if found.enabled else ""
        return _added(verdict, (finding,), f"{found.definition}{state}")

    def _with_columns(self, entry: Expectation, verdict: Verdict) -> Verdict:
        """Add what a view's columns have although neither its query nor an entry says so."""
        if entry.kind in SQL_KINDS:
            return verdict
        described, aspects = self.evidence.expected.columns, self.evidence.outline.suite.aspects
        found = column_findings(self.evidence.snapshot, entry, described, aspects)
        return _added(verdict, found, "; ".join(f"{one.path}: {one.found}" for one in found))

    def _commented(self, entry: Expectation, verdict: Verdict) -> Verdict:
        """Add a comment that differs, on the item that stands for the object itself."""
        wanted = entry.comment
        if wanted is None and "comments" in self.evidence.outline.suite.aspects:
            wanted = ""
        if wanted is None or isinstance(verdict, CannotTell):
            return verdict
        actual = comment_of(self.evidence.snapshot, entry)
        if actual is None and _is_missing(verdict):
            return verdict
        if (actual or "") == wanted:
            return verdict
        return _added(verdict, (Finding("comment", wanted, actual or ""),), actual or "")

    def _with_aspects(self, entry: Expectation, verdict: Verdict) -> Verdict:
        """Add what differs of aspects, on the item that stands for the object itself."""
        snapshot, aspects = self.evidence.snapshot, self.evidence.outline.suite.aspects
        values = values_of(snapshot, entry)
        nothing = not (values or entry.aspects)
        if nothing or isinstance(verdict, CannotTell) or _is_missing(verdict):
            return verdict
        found = aspect_findings(entry, values, aspects, snapshot.major)
        return _added(
            verdict, found, "; ".join(f"{one.path} {one.found or 'none'}" for one in found)
        )


def _is_missing(verdict: Verdict) -> bool:
    return isinstance(verdict, Different) and verdict.is_missing


def _added(verdict: Verdict, findings: tuple[Finding, ...], found: str) -> Verdict:
    """Add what differs besides the definition."""
    if not findings:
        return verdict
    if not isinstance(verdict, Different):
        return Different(summary(findings), findings, found=found)
    every = (*verdict.findings, *findings)
    told = verdict.findings and verdict.summary == summary(verdict.findings)
    return replace(verdict, summary=summary(every) if told else verdict.summary, findings=every)


def _different(item: ItemSpec, entry: Expectation, expected: Form, found: Form) -> Verdict:
    if expected.column and found.column:
        return check_column(expected.column, found.column)
    if entry.kind == "index" and expected.index and found.index:
        return check_whole_index(expected.index, found.index)
    plain = entry.kind in {"foreign_key", "check"}
    if plain and expected.constraint and found.constraint:
        return check_constraint(expected.constraint, found.constraint)
    if expected.index is None or found.index is None:
        kind = WORDS[found.constraint.type] if found.constraint else "nothing"
        return Different(f"expected a {entry.kind.replace('_', ' ')}, found a {kind}")
    return _key_verdict(
        item, (expected.index, expected.constraint), (found.index, found.constraint)
    )


def _key_verdict(
    item: ItemSpec,
    expected: tuple[Index, Constraint | None],
    found: tuple[Index, Constraint | None],
) -> Verdict:
    """Give each of a key's two items what is its own; what neither names is the key's."""
    works = check_index(expected[0], found[0])
    holds = check_guarantee(expected, found)
    if item.kind == "index":
        return works
    if isinstance(works, Same) and isinstance(holds, Same):
        texts = [
            constraint.definition if constraint else index.definition
            for index, constraint in (expected, found)
        ]
        return Different("definition differs", (Finding("definition", *texts),), texts[1])
    return holds


def _refused(
    item: ItemSpec, entry: Expectation, pair: Pair, refused: Refused, snapshot: Snapshot
) -> Verdict:
    found = pair.found
    text = ""
    if found.column:
        text = column_text(found.column)
    elif found.constraint:
        text = found.constraint.definition
    elif found.index:
        text = index_text(found.index)
    if item.kind == "index" and entry.kind != "index":
        return Same() if found.index and found.index.valid else Different("is not valid")
    reason = refused.reason
    return Different(
        f"expected a definition that this table cannot have: {reason}",
        (Finding("definition", _written(entry), text),),
        found=text,
        hints=(*folded(snapshot, entry), *other_types(snapshot, reason), *odd_blanks(reason)),
        refused=reason,
    )


def _written(entry: Expectation) -> str:
    if isinstance(entry.value, Names):
        return f"[{', '.join(entry.value.names)}]"
    return entry.value.sql if isinstance(entry.value, Text) else ""


def _count(entry: Expectation) -> Count:
    if not isinstance(entry.value, Count):
        raise TypeError(f"{entry.kind} {entry.name}: {entry.value!r}")
    return entry.value


def _unmet(entries: Sequence[Expectation], major: int) -> str:
    conditions = ", ".join(entry.condition.text for entry in entries if entry.condition)
    return f"only for PostgreSQL {conditions}; this server is {major}"
