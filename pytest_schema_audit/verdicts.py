"""A verdict for every item of an outline, from the manifest's entries and one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from .canonical import Form, Refused
from .causes import cause_behind, gone_column, gone_table
from .checks.column import check_column
from .checks.constraint import WORDS, check_constraint
from .checks.enum import check_enum
from .checks.index import check_guarantee, check_index, check_whole_index
from .checks.sequence import check_sequence
from .checks.table import check_column_order, check_table
from .checks.unexpected import check_ignore, check_total, check_unexpected, kind_of
from .checks.wording import missing, summary
from .comparison import Pair, Private, Settled, settle
from .evidence import Evidence, comment_of, find
from .hints import elsewhere, folded, other_spelling, renamed_enums, renamed_tables
from .manifest.expectation import Count, Expectation, Names, TableTraits, Text
from .model import Constraint, Index, QualifiedName, Snapshot
from .notation import column_text, index_text
from .outline import ItemSpec
from .verdict import CannotTell, Different, Finding, ItemKey, NotAsked, Same, Verdict

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
            found = find(evidence.snapshot, entry)
            if found:
                pairs[id(entry)] = Pair(entry, found, _in_primary_key(evidence, entry))
    order = list(pairs)
    settled = settle(private, evidence.snapshot, list(pairs.values()))
    decided = {order[number]: result for number, result in settled.items()}
    judge = _Judge(evidence, pairs, decided)
    return {item.key: judge.verdict(item) for item in items if not _answered_elsewhere(item)}


def _answered_elsewhere(item: ItemSpec) -> bool:
    """Migrations and commands, which no entry asks for: a check of a table has its entry."""
    return not item.expectations and item.kind in {"applied", "folder", "ledger", "check"}


def _in_primary_key(evidence: Evidence, entry: Expectation) -> bool:
    keys = evidence.expected.key_columns.get((entry.schema, entry.table), frozenset())
    return entry.kind == "column" and entry.name in keys


@dataclass(frozen=True)
class _Judge:
    evidence: Evidence
    pairs: Mapping[int, Pair]
    settled: Mapping[int, Settled]

    def verdict(self, item: ItemSpec) -> Verdict:
        if not item.expectations:
            return self._made_item(item)
        entry = self.evidence.expected.chosen.get(item.key)
        if entry is None:
            return NotAsked(_unmet(item.expectations, self.evidence.snapshot.major))
        if item.kind == "unexpected":
            return self._unexpected((entry.schema, entry.table), item.subject)
        return self._commented(item, entry, self._entry(item, entry))

    def _entry(self, item: ItemSpec, entry: Expectation) -> Verdict:
        if entry.kind in SQL_KINDS:
            return self._sql(item, entry)
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
            rule = next(r for r in self.evidence.openness.rules if r.place == item.place)
            return check_ignore(rule, self.evidence.found)
        return CannotTell(f"nothing audits {item.title}")

    def _unexpected(self, table: QualifiedName | None, what: str) -> Verdict:
        extra = self.evidence.unexpected_in(table, what)
        return check_unexpected(extra, self.evidence.openness)

    def _table(self, entry: Expectation) -> Verdict:
        table = self.evidence.snapshot.tables.get((entry.schema, entry.table))
        if table is None:
            sides = (self.evidence.snapshot, self.evidence.expected)
            return missing(hints=other_spelling(sides[0], entry) or renamed_tables(*sides, entry))
        traits = entry.value
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

    def _commented(self, item: ItemSpec, entry: Expectation, verdict: Verdict) -> Verdict:
        """Add a comment that differs, on the item that stands for the object itself."""
        wanted = entry.comment
        if wanted is None and "comments" in self.evidence.outline.suite.aspects:
            wanted = ""
        if wanted is None or item.kind != entry.kind or isinstance(verdict, CannotTell):
            return verdict
        actual = comment_of(self.evidence.snapshot, entry)
        if actual is None and isinstance(verdict, Different) and not verdict.found:
            return verdict
        if (actual or "") == wanted:
            return verdict
        finding = Finding("comment", wanted, actual or "")
        if isinstance(verdict, Different):
            return replace(verdict, findings=(*verdict.findings, finding))
        return Different(summary((finding,)), (finding,), found=actual or "")


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
    hints = (f"PostgreSQL says of the expected text: {refused.reason}",)
    return Different(
        "expected a definition that this table cannot have",
        (Finding("definition", _written(entry), text),),
        found=text,
        hints=(*hints, *folded(snapshot, entry)),
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
