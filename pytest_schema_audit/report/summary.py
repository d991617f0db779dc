"""The end of a run in a terminal: figures, causes, and the ways out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..verdict import Different
from .result import Failing, Result
from .writer import Writer, counted, one_line

if TYPE_CHECKING:
    # Imported late in a run: by then the server is starting.
    from ..audit import Figure

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
        return [f"{name}: the audit could not be made; nothing was checked"]
    lines = [f"{name} on {result.report.server}", *figure_lines(result.report.figures)]
    lines += [f"note: {note}" for note in result.report.notes]
    if result.failing:
        lines += ["", headline(result), *_cause_lines(result, writer), *_ways_out(result, writer)]
    return lines


def headline(result: Result) -> str:
    """Count causes and failing items: ``2 causes, 47 failing items``."""
    causes, items = len(result.causes), len(result.failing)
    return f"{counted(causes, 'cause')}, {counted(items, 'failing item')}"


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


def _ways_out(result: Result, writer: Writer) -> Iterator[str]:
    heads = [members[0] for members in result.causes.values()]
    audited = [failing for failing in heads if _is_of_manifest(failing)]
    yield ""
    if audited and not result.live:
        yield from ("if the migrations are right, update the manifest:", f"  {_update(audited)}")
        made_by = dict.fromkeys(failing.made_by for failing in audited if failing.made_by)
        made_by.pop("no migration", None)
        yield from _listed("if the manifest is right, fix", list(made_by) or ["the migrations"])
    yield from ("run these again:", f"  {rerun_command(heads, result.live)}")


def _is_of_manifest(failing: Failing) -> bool:
    """Tell what an update can mend from commands and from what is wrong with the migrations."""
    return failing.verdict is not None and failing.spec.key.node != "migrations"


def _listed(heading: str, entries: list[str]) -> Iterator[str]:
    more = [f"… {len(entries) - _CAUSES} more"] if len(entries) > _CAUSES else []
    yield f"{heading} {', '.join(entries[:_CAUSES] + more)}"


def _update(failing: Sequence[Failing]) -> str:
    """Return the command that brings the entries behind some items up to date."""
    gone = any(isinstance(one.verdict, Different) and one.verdict.is_missing for one in failing)
    remove = " --schema-audit-update-remove" if gone else ""
    return f"pytest --schema-audit-update=write{remove} {_ids(failing)}"


def rerun_command(failing: Sequence[Failing], live: str = "") -> str:
    """Return the command that runs some items again, quoted for the shell.

    :param live: how the live database was named; empty where none was audited.
    """
    return f"pytest --schema-audit{f'-live={live}' if live else ''} {_ids(failing)}"


def _ids(failing: Sequence[Failing]) -> str:
    ids = dict.fromkeys(shlex.quote(item.item_id) for item in failing)
    return " ".join(ids) if len(ids) <= _IDS else "--last-failed"
