"""The report as Markdown, for a pull request or the summary page of a pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .result import Failing, Result
from .summary import headline, proved_lines, unmade, verdict, ways_out
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
    yield from (f"Manifest: {_code(writer.path(result.suite.main))}", "")
    if result.report is None:
        text = unmade(result, writer)
        yield from (f"**{escaped(f'{text[0].upper()}{text[1:]}')}.**", "")
    else:
        yield from (f"**{_standing(result)}** on {escaped(result.report.server)}", "")
        yield from _figures(result.report.figures)
        yield from _history(result.report.history, writer)
        notes = (*proved_lines(result.report), *result.report.notes)
        yield from (f"- {escaped(note)}" for note in notes)
        yield ""
    yield from _findings(result)
    if result.report is not None and result.failing:
        yield from _ways(result, writer)


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
    yield from (_code(first.item_id), "")
    if len(members) > 1:
        yield from (f"{len(members) - 1} more failing because of it.", "")


def _ways(result: Result, writer: Writer) -> Iterator[str]:
    """What the terminal says at its end, the commands ready to be copied."""
    yield from ("### What to do", "")
    for sentence, command in ways_out(result, writer):
        yield from (escaped(f"{sentence[0].upper()}{sentence[1:]}"), "")
        if command:
            fence = _fence(command)
            yield from (f"{fence}sh", command, fence, "")


def _fence(text: str) -> str:
    """A fence longer than any run of backticks inside (CommonMark, "Fenced code blocks")."""
    return "`" * max(3, _backticks(text) + 1)


def _code(text: str) -> str:
    """A code span of one line; beside a backtick its own stand apart (CommonMark, "Code spans")."""
    ticks, line = "`" * (_backticks(text) + 1), one_line(text, 1000)
    return f"{ticks} {line} {ticks}" if "`" in line else f"{ticks}{line}{ticks}"


def _backticks(text: str) -> int:
    """Length of the longest run of backticks."""
    return max(map(len, re.findall(r"`+", text)), default=0)


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", one_line(text, 1000))
