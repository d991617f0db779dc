"""The end of a run in a terminal: figures, causes, and the ways out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..verdict import Different, NotAsked, Same
from ..waivers import NEEDLESS
from .result import Failing, Result
from .writer import Writer, counted, one_line

if TYPE_CHECKING:
    # Imported late in a run: by then the server is starting.
    from ..audit import AuditReport, Figure

_CAUSES = 10
"""Greatest number of causes that are listed."""

_IDS = 20
"""Greatest number of ids in a command to paste."""


def summary_lines(result: Result, writer: Writer) -> list[str]:
    """Return the closing report of a suite.

    :param result: the suite and what became of it.
    :param writer: spells paths and ids.
    """
    name = writer.path(result.suite.main)
    if result.report is None:
        return [f"{name}: {unmade(result, writer)}"]
    lines = [f"{name} on {result.report.server}", *figure_lines(result.report.figures)]
    lines += [*proved_lines(result.report), *(f"note: {note}" for note in result.report.notes)]
    if result.failing:
        lines += ["", headline(result), *_cause_lines(result, writer), *_way_lines(result, writer)]
    return lines


def unmade(result: Result, writer: Writer) -> str:
    """Say why there are no findings of a suite."""
    if result.stopped_by is not None:
        return f"not audited, because {writer.path(result.stopped_by)} failed"
    return "the audit could not be made; nothing was checked"


def proved_lines(report: AuditReport) -> list[str]:
    """Say how many kinds of drift are caught; nothing where none was made."""
    made = [verdict for key, verdict in report.verdicts.items() if key.node == "prove"]
    if not made:
        return []
    tried = [verdict for verdict in made if not isinstance(verdict, NotAsked)]
    caught = sum(isinstance(verdict, Same) for verdict in tried)
    left = len(made) - len(tried)
    more = f" ({left} not provable here)" if left else ""
    verb = "is" if len(tried) == 1 else "are"
    return [f"proved: {caught} of {counted(len(tried), 'kind')} of drift {verb} caught{more}"]


def headline(result: Result) -> str:
    """Count causes and failing items, as pytest counts them: ``2 causes, 47 failing items``."""
    causes, expectations = len(result.causes), len(result.failing)
    items = len({failing.item_id for failing in result.failing})
    if items == expectations:
        return f"{counted(causes, 'cause')}, {counted(items, 'failing item')}"
    failing = f"{counted(expectations, 'failing expectation')} in {counted(items, 'item')}"
    return f"{counted(causes, 'cause')}, {failing}"


def figure_lines(figures: Sequence[Figure]) -> list[str]:
    """Lay the figures out as a table: name, expected, found, verdict."""
    if not figures:
        return []
    head = ("", "expected", "found", "")
    rows = [
        head,
        *((figure.name, figure.expected, figure.found, verdict(figure)) for figure in figures),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        f"  {name:<{widths[0]}}  {expected:>{widths[1]}}  {found:>{widths[2]}}  {last}".rstrip()
        for name, expected, found, last in rows
    ]


def verdict(figure: Figure) -> str:
    """Say how a figure stands; a figure nobody expects only informs."""
    if not figure.expected:
        return ""
    if figure.waived:
        return "waived"
    return "ok" if figure.holds else "DRIFT"


def _cause_lines(result: Result, writer: Writer) -> Iterator[str]:
    causes = sorted(result.causes.items(), key=lambda cause: -len(cause[1]))
    for key, members in causes[:_CAUSES]:
        first = members[0]
        title = first.title if first.spec.key == key else writer.item(key)
        others = len(members) - (first.spec.key == key)
        also = f" ({others} more because of it)" if others else ""
        yield f"  {one_line(title, 200)}{also}"
    if len(causes) > _CAUSES:
        yield f"  … {len(causes) - _CAUSES} more"


def ways_out(result: Result, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield what can be done about what failed: a sentence, and the command to paste if any."""
    heads = [members[0] for members in result.causes.values()]
    audited = [failing for failing in heads if _can_be_updated(failing)]
    if audited and not result.live:
        update = _command(_update(audited), audited, result, writer)
        yield "if the migrations are right, update the manifest:", update
    mended = [failing for failing in audited if failing.is_mended_by_migrations]
    if mended and not result.live:
        places = [place for failing in mended for place in failing.behind]
        yield f"if the manifest is right, fix {_by_file(places) or 'the migrations'}", ""
    yield "run these again:", rerun_command(heads, result, writer)
    if result.stand_ins:
        yield to_fill_in(result.stand_ins), ""


def to_fill_in(stand_ins: Sequence[str]) -> str:
    """Say that a command to paste lacks what only those who typed it know."""
    return f"there, write what you gave for {' and '.join(stand_ins)}: it may hold a password"


def _way_lines(result: Result, writer: Writer) -> Iterator[str]:
    yield ""
    for sentence, command in ways_out(result, writer):
        yield sentence
        yield from [f"  {command}"] * bool(command)


def _can_be_updated(failing: Failing) -> bool:
    """Tell what an update can mend from commands, migrations, proofs and what only people decide.

    A rule, a limit or a waiver that is about nothing says itself what to do.
    """
    spec, verdict = failing.spec, failing.verdict
    made = spec.key.node in {"migrations", "prove"} or spec.kind in {"ignore", "limit"}
    return not made and isinstance(verdict, Different) and verdict.summary != NEEDLESS


def _by_file(places: Sequence[str]) -> str:
    """Name each file once, with its lines: ``1.sql:3, 12; 2.sql:1``."""
    files: dict[str, set[int]] = {}
    for place in places:
        file, _, line = place.rpartition(":")
        known = line.isdecimal()
        files.setdefault(file if known else place, set()).update({int(line)} if known else ())
    named = [f"{file}:{_capped(sorted(lines))}" if lines else file for file, lines in files.items()]
    return _capped(named, "; ")


def _capped(entries: Sequence[object], between: str = ", ") -> str:
    more = [f"… {len(entries) - _CAUSES} more"] if len(entries) > _CAUSES else []
    return between.join([*map(str, entries[:_CAUSES]), *more])


def _update(failing: Sequence[Failing]) -> list[str]:
    """Return the options that bring the entries behind some items up to date."""
    gone = any(isinstance(one.verdict, Different) and one.verdict.is_missing for one in failing)
    return ["--schema-audit-update=write", *["--schema-audit-update-remove"] * gone]


def rerun_command(failing: Sequence[Failing], result: Result, writer: Writer) -> str:
    """Return the command that runs some items of a suite again, quoted for the shell."""
    switch = f"--schema-audit-live={result.live}" if result.live else "--schema-audit"
    return _command([switch], failing, result, writer)


def _command(
    switches: list[str], failing: Sequence[Failing], result: Result, writer: Writer
) -> str:
    """Put a command together; too many ids give way to what pytest remembers of the run."""
    ids = list(dict.fromkeys(item.item_id for item in failing))
    if len(ids) > _IDS:
        ids = ["--last-failed"] if result.remembered else [writer.path(result.suite.main.parent)]
    return shlex.join(["pytest", *switches, *result.options, *ids])
