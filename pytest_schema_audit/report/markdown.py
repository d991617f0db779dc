"""The report as Markdown, for a pull request or the summary page of a pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .result import Failing, Result
from .summary import headline, verdict
from .writer import Writer, one_line

if TYPE_CHECKING:
    # Imported late in a run: by then the server is starting.
    from ..audit import AppliedRow, Figure

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")

_DETAILED = 50
"""Greatest number of findings with their whole text."""


def markdown(results: Sequence[Result], writer: Writer, problem: str = "") -> str:
    """Return the report of all suites of a run.

    :param results: the suites and what became of them.
    :param writer: spells paths and ids.
    :param problem: why there are no results, if so.
    """
    parts = [line for result in results for line in _suite(result, writer)]
    if not parts:
        fence = _fence(problem)
        text = [f"{fence}text", problem, fence] if problem else []
        parts = ["**Nothing was audited.**", "", *text]
    return "\n".join(["# Schema audit", "", *parts]).rstrip() + "\n"


def _suite(result: Result, writer: Writer) -> Iterator[str]:
    yield from (f"## {escaped(result.suite.database)}", "")
    yield from (f"Manifest: `{writer.path(result.suite.main)}`", "")
    if result.report is None:
        yield from ("**The audit could not be made; nothing was checked.**", "")
    else:
        yield from (f"**{_standing(result)}** on {escaped(result.report.server)}", "")
        yield from _figures(result.report.figures)
        yield from _history(result.report.history, writer)
        yield from (f"- {escaped(note)}" for note in result.report.notes)
        yield ""
    yield from _findings(result)


def _standing(result: Result) -> str:
    return f"Drift: {headline(result)}" if result.failing else "No drift"


def _figures(figures: Sequence[Figure]) -> Iterator[str]:
    yield from ("| | expected | found | |", "|---|--:|--:|---|")
    for figure in figures:
        cells = (figure.name, figure.expected, figure.found, verdict(figure))
        yield f"| {' | '.join(map(escaped, cells))} |"
    yield ""


def _history(history: Sequence[AppliedRow], writer: Writer) -> Iterator[str]:
    if not history:
        return
    yield from ("### Migrations", "", "| | migration | file | ms |", "|--:|---|---|--:|")
    for number, row in enumerate(history, 1):
        took = "" if row.seconds is None else f"{row.seconds * 1000:.0f}"
        cells = (row.name, writer.path(row.file) if took else row.file, took)
        yield f"| {number} | {' | '.join(map(escaped, cells))} |"
    yield ""


def _findings(result: Result) -> Iterator[str]:
    causes = list(result.causes.values())
    if not causes:
        return
    yield from ("### Findings", "")
    for members in causes[:_DETAILED]:
        yield from _finding(members)
    if len(causes) > _DETAILED:
        yield from (f"… {len(causes) - _DETAILED} more", "")


def _finding(members: Sequence[Failing]) -> Iterator[str]:
    first = members[0]
    yield f"#### {escaped(one_line(first.title))}"
    yield ""
    fence = _fence(first.text)
    yield from (f"{fence}text", first.text.rstrip(), fence, "")
    yield from (f"`{first.item_id}`", "")
    if len(members) > 1:
        yield from (f"{len(members) - 1} more failing because of it.", "")


def _fence(text: str) -> str:
    """A fence longer than any run of backticks inside (CommonMark, "Fenced code blocks")."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", one_line(text, 1000))
