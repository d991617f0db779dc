"""The closing table: how many objects of each kind were expected and found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .checks.objects import BUILT_IN, Found
from .evidence import Evidence
from .kinds import PLURALS, WITHIN_TABLES
from .manifest.expectation import Count, Expectation
from .outline import ItemSpec, Outline
from .verdict import Different, ItemKey, Verdict, Waived

ALWAYS_SHOWN = ("table", "column", "index", "foreign key", "unique", "enum")
"""Kinds whose figure stands in the table even where there is none of them."""

_APPLIED = "migrations applied"
_OWN = "total "
"""Tells the drift of a total from those of the objects that it counts."""

_TOGETHER = {
    "tables": tuple(PLURALS[kind] for kind in ("table", *WITHIN_TABLES)),
    "constraints": ("primary keys", "uniques", "foreign keys", "checks", "exclusions"),
    "indexes": ("indexes", "uniques"),
}
"""What is unexpected as one item -> the figures that it is counted in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the closing table.

    :ivar name: ``tables``, ``indexes``, …, ``migrations applied``, ``rows Patient``.
    :ivar expected: as text; empty where the manifest asks for none.
    :ivar found: as text.
    :ivar holds: whether they agree.
    :ivar waived: whether they differ by accepted drift alone.
    """

    name: str
    expected: str
    found: str
    holds: bool
    waived: bool = False


def figures(evidence: Evidence, applied: tuple[int, int] | None) -> tuple[Figure, ...]:
    """Count what was expected and found.

    :param applied: how many migrations there are and how many were applied; ``None`` where
        nobody knows.
    """
    totals = {e.name: e for e in evidence.expected.chosen.values() if e.kind == "total"}
    found = _by_kind(evidence.found)
    described = _by_kind(evidence.expected.objects - BUILT_IN)
    kinds = [
        _kind_figure(evidence, found[kind], described[kind], PLURALS[kind], totals)
        for kind in PLURALS
    ]
    shown = [
        figure
        for kind, figure in zip(PLURALS, kinds, strict=True)
        if kind in ALWAYS_SHOWN or (figure.expected, figure.found) != ("0", "0")
    ]
    done = [_applied_figure(*applied)] if applied else []
    rows = _row_figures(evidence) if evidence.counts_rows else []
    return (*shown, *done, *rows)


def with_waivers(
    shown: Iterable[Figure], outline: Outline, verdicts: Mapping[ItemKey, Verdict]
) -> tuple[Figure, ...]:
    """Mark the figures that differ by accepted drift alone.

    :param verdicts: of all items, with waivers taken into account.
    """
    if not outline.suite.waivers:
        return tuple(shown)
    behind: defaultdict[str, set[type[Verdict]]] = defaultdict(set)
    for item in outline.items():
        verdict = verdicts.get(item.key)
        if isinstance(verdict, Different | Waived):
            for name in _counted_in(item, verdict):
                behind[name].add(type(verdict))
    return tuple(
        replace(figure, waived=not figure.holds and _behind(figure, behind) == {Waived})
        for figure in shown
    )


def _behind(figure: Figure, behind: Mapping[str, set[type[Verdict]]]) -> set[type[Verdict]]:
    """The verdicts behind a figure: that of its own item, where it has one, alone."""
    return behind.get(f"{_OWN}{figure.name}") or behind.get(figure.name, set())


def _counted_in(item: ItemSpec, verdict: Different | Waived) -> Iterable[str]:
    """Name the figures that differ where an item's object is missing, or there unexpectedly."""
    drift = verdict.drift if isinstance(verdict, Waived) else verdict
    if item.kind == "total":
        return (f"{_OWN}{item.subject}",)
    if item.kind == "rows":
        return (_rows_name(item.expectations[0]),)
    if not (drift.is_missing or drift.unexpected):
        return ()
    if item.kind == "unexpected":
        return _TOGETHER.get(item.subject, (item.subject,))
    if item.kind == "applied":
        return (_APPLIED,)
    return (PLURALS.get(item.kind.replace("_", " "), ""),)


def _applied_figure(migrations: int, applied: int) -> Figure:
    return Figure(_APPLIED, str(migrations), str(applied), migrations == applied)


def _by_kind(objects: Iterable[Found]) -> defaultdict[str, set[Found]]:
    grouped: defaultdict[str, set[Found]] = defaultdict(set)
    for one in objects:
        grouped[one.kind].add(one)
    return grouped


def _kind_figure(
    evidence: Evidence,
    found: set[Found],
    described: set[Found],
    name: str,
    totals: Mapping[str, Expectation],
) -> Figure:
    total = totals.get(name)
    if total is not None and isinstance(total.value, Count):
        expected, actual = total.value.number, len(found)
    else:
        expected = len(described)
        actual = len(found) - len({e for e in found - described if evidence.tolerates(e)})
    return Figure(name, str(expected), str(actual), expected == actual)


def _row_figures(evidence: Evidence) -> list[Figure]:
    lines = []
    for entry in evidence.expected.chosen.values():
        if entry.kind == "rows" and isinstance(entry.value, Count):
            found = evidence.row_counts.get((entry.schema, entry.table))
            wanted = entry.value
            holds = found is not None and (
                found >= wanted.number if wanted.at_least else found == wanted.number
            )
            expected = f"{'>=' if wanted.at_least else ''}{wanted.number}"
            shown = "no table" if found is None else str(found)
            lines.append(Figure(_rows_name(entry), expected, shown, holds))
    return lines


def _rows_name(entry: Expectation) -> str:
    name = entry.name if entry.schema == "public" else f"{entry.schema}.{entry.name}"
    return f"rows {name}"
