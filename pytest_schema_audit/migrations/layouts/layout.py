"""What a layout is: how a tool's folder is recognised, read in order, and run."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import MigrationError, shown
from ..naming import path_key, sql_files
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..script import Script, whole_file
from ..session import Session

PASSED_OVER = frozenset(
    ("fixtures", "seeds", "test", "tests", "testdata", "examples", "node_modules", "__pycache__")
)
"""Folders whose files are no steps of a history, wherever they stand."""

NOT_LOOKED_INTO = "in a folder that the tool does not look into"
"""Why a file below a folder of files is left out: to its tool it is not there."""

_CODE = frozenset(
    (".go", ".rs", ".java", ".kt", ".class", ".scala", ".groovy", ".ts", ".js", ".mjs", ".cjs")
) | {".py", ".rb", ".php", ".cs", ".ex", ".exs", ".sh"}
_STEP = re.compile(r"[VRU]?[0-9]|R__")


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


@dataclass(frozen=True)
class Layout:
    """A way of keeping migrations.

    :param name: what `layout:` in a manifest calls it.
    :param summary: what it takes and how it orders that, for documentation and errors.
    :param recognises: whether a path looks like this layout, from file names and little text.
    :param discover: reads the path; no database.
    :param conduct: makes the conductor for a plan.
    :param applied_parts: the parts of a file that apply it: what no down mark takes back.
    :param takes_schema: whether its tool is told a schema to work in, by `schema:` in a manifest.
    :param filled: a file with the values of its placeholders and variables in it, as far as they
        are known before it runs; no line moves.
    """

    name: str
    summary: str
    recognises: Callable[[Path], bool]
    discover: Callable[[Path, Options], Plan]
    conduct: Callable[[Plan], Conductor]
    applied_parts: Callable[[Script], tuple[slice, ...]] = whole_file
    takes_schema: bool = False
    filled: Callable[[Script, Options], Script] = lambda script, options: script


def require_readable(path: Path) -> None:
    """Return when a file, or all of a folder that may be a history's, can be read.

    Looking for files passes over what is closed, and the steps in it would be missing in silence.

    :raises MigrationError: with the first file or folder that is not there or not given.
    """
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            _look_into(path)
        else:
            path.open("rb").close()
    except (FileNotFoundError, NotADirectoryError) as error:
        if Path(error.filename) == path:
            raise MigrationError.missing(path) from error
        raise MigrationError.unreadable(Path(error.filename), error) from error
    except OSError as error:
        raise MigrationError.unreadable(Path(error.filename), error) from error


def _look_into(folder: Path) -> None:
    for below, folders, files in os.walk(folder, onerror=_raised):
        folders[:] = [name for name in folders if not _is_passed_over(name)]
        # A folder may be listed and yet not entered, and a link may lead nowhere.
        for name in (".", *(name for name in files if name.lower().endswith(".sql"))):
            os.stat(f"{below}/{name}")  # noqa: PTH116 - pathlib takes the dot away


def _raised(error: OSError) -> None:
    raise error


def skipped_code(folder: Path, options: Options) -> tuple[tuple[Problem, ...], tuple[LeftOut, ...]]:
    """Migrations written as code, which cannot run here: acknowledged ones and the others.

    :return: a problem for each that the team has not acknowledged under `skip`, by its path in
        the folder or its bare name, and for each acknowledgement without a file; and those
        acknowledged.
    """
    files = code_files(folder)
    reasons = {file: _reason(file.relative_to(folder), options.skip) for file in files}
    names = {name for file in files for name in _names_of(file.relative_to(folder))}
    problems = [_not_acknowledged(folder, file) for file in files if reasons[file] is None]
    problems += [
        Problem(folder, f"skip names {name}, which is not in {shown(folder)}")
        for name in options.skip
        if name not in names
    ]
    left_out = (
        LeftOut(file, f"skipped: {reason}")
        for file, reason in reasons.items()
        if reason is not None
    )
    return tuple(problems), tuple(left_out)


def files_below(folder: Path) -> tuple[LeftOut, ...]:
    """SQL files in the folders of a folder, for layouts whose tools look into none of these."""
    found = (file for file in sql_files(folder) if file.parent != folder)
    return tuple(LeftOut(file, NOT_LOOKED_INTO) for file in found)


def code_files(folder: Path) -> list[Path]:
    """Files of code below a folder that are named as a step is, or lie in a step's folder."""
    found = (file for file in folder.rglob("*") if file.suffix in _CODE and file.is_file())
    steps = (file for file in found if _is_step(file.relative_to(folder)))
    return sorted(steps, key=lambda file: path_key(file.relative_to(folder)))


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() in PASSED_OVER


def _is_step(relative: Path) -> bool:
    if any(map(_is_passed_over, relative.parts)):
        return False
    return any(_STEP.match(part) for part in relative.parts)


def _names_of(relative: Path) -> tuple[str, str]:
    return relative.as_posix(), relative.name


def _reason(relative: Path, skip: Mapping[str, str]) -> str | None:
    return next((skip[name] for name in _names_of(relative) if name in skip), None)


def _not_acknowledged(folder: Path, file: Path) -> Problem:
    return Problem(
        file,
        f"{shown(file)} is a migration in code, which cannot run here; acknowledge it: "
        f"skip: [{{file: {file.relative_to(folder).as_posix()}, reason: …}}], or run the tool "
        "itself: --schema-audit-apply COMMAND",
    )
