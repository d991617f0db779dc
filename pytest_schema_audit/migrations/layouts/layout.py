"""What a layout is: how a tool's folder is recognised, read in order, and run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import shown
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..script import Script
from ..session import Session


class Conductor(Protocol):
    """Runs migrations on a session as their tool does, its ledger rows included."""

    def prepare(self, session: Session) -> None:
        """Make what the tool makes before its first file: the ledger."""

    def run(self, session: Session, migration: Migration) -> None:
        """Run one migration and record it.

        :raises StatementFailed: at the statement that failed.
        """

    def finish(self, session: Session) -> None:
        """Do what the tool does when it comes to its end."""


def whole_file(script: Script) -> slice:
    """All of a file."""
    return slice(0, len(script.text))


@dataclass(frozen=True)
class Layout:
    """A way of keeping migrations.

    :param name: what `layout:` in a manifest calls it.
    :param summary: what it takes and how it orders that, for documentation and errors.
    :param recognises: whether a path looks like this layout, from file names and little text.
    :param discover: reads the path; no database.
    :param conduct: makes the conductor for a plan.
    :param applied_part: the part of a file that applies it: what no down mark takes back.
    """

    name: str
    summary: str
    recognises: Callable[[Path], bool]
    discover: Callable[[Path, Options], Plan]
    conduct: Callable[[Plan], Conductor]
    applied_part: Callable[[Script], slice] = whole_file


def skipped_code(
    folder: Path, suffixes: tuple[str, ...], options: Options
) -> tuple[tuple[Problem, ...], tuple[LeftOut, ...]]:
    """Migrations written as code, which cannot run here: acknowledged ones and the others.

    :param suffixes: file name endings of code, such as ``.go``.
    :return: a problem for each that the team has not acknowledged under `skip`, and for each
        acknowledgement without a file; and those acknowledged.
    """
    files = sorted(file for file in folder.rglob("*") if _is_code(file, suffixes))
    named = {file.name: file for file in files}
    unknown = [name for name in options.skip if name not in named]
    problems = [_not_acknowledged(file) for file in files if file.name not in options.skip]
    problems += [
        Problem(folder, f"skip names {name}, which is not in {shown(folder)}") for name in unknown
    ]
    left_out = [
        LeftOut(named[name], f"skipped: {reason}")
        for name, reason in options.skip.items()
        if name in named
    ]
    return tuple(problems), tuple(left_out)


def _not_acknowledged(file: Path) -> Problem:
    return Problem(
        file,
        f"{shown(file)} is a migration in code, which cannot run here; acknowledge it: "
        f"skip: [{{file: {file.name}, reason: …}}], or run the tool itself: "
        "--schema-audit-apply COMMAND",
    )


def _is_code(file: Path, suffixes: tuple[str, ...]) -> bool:
    if file.suffix not in suffixes or not file.is_file():
        return False
    return file.stem[:1].isdigit() or file.stem[:1] in {"V", "R"}
