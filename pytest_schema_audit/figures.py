"""The closing table: how many objects of each kind were expected and found."""

from __future__ import annotations

from dataclasses import dataclass

from .evidence import Evidence
from .kinds import PLURALS
from .manifest.expectation import Count, Expectation

ALWAYS_SHOWN = ("table", "column", "index", "foreign key", "unique", "enum")
"""Kinds whose figure stands in the table even where there is none of them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the closing table.

    :ivar name: ``tables``, ``indexes``, …, ``migrations applied``, ``rows Patient``.
    :ivar expected: as text; empty where the manifest asks for none.
    :ivar found: as text.
    :ivar holds: whether they agree.
    """

    name: str
    expected: str
    found: str
    holds: bool


def figures(evidence: Evidence, applied: tuple[int, int] | None) -> tuple[Figure, ...]:
    """Count what was expected and found.

    :param applied: how many migrations there are and how many were applied; ``None`` where
        nobody knows.
    """
    totals = {e.name: e for e in evidence.expected.chosen.values() if e.kind == "total"}
    kinds = [_kind_figure(evidence, kind, totals.get(PLURALS[kind])) for kind in PLURALS]
    shown = [
        figure
        for kind, figure in zip(PLURALS, kinds, strict=True)
        if kind in ALWAYS_SHOWN or (figure.expected, figure.found) != ("0", "0")
    ]
    done = [_applied_figure(*applied)] if applied else []
    rows = _row_figures(evidence) if evidence.counts_rows else []
    return (*shown, *done, *rows)


def _applied_figure(migrations: int, applied: int) -> Figure:
    return Figure("migrations applied", str(migrations), str(applied), migrations == applied)


def _kind_figure(evidence: Evidence, kind: str, total: Expectation | None) -> Figure:
    found = {entry for entry in evidence.found if entry.kind == kind}
    described = {entry for entry in evidence.expected.objects if entry.kind == kind}
    if total is not None and isinstance(total.value, Count):
        expected, actual = total.value.number, len(found)
    else:
        expected = len(described)
        actual = len(found) - len({e for e in found - described if evidence.tolerates(e)})
    return Figure(PLURALS[kind], str(expected), str(actual), expected == actual)


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
            name = entry.name if entry.schema == "public" else f"{entry.schema}.{entry.name}"
            lines.append(Figure(f"rows {name}", expected, shown, holds))
    return lines
