"""A plain folder of SQL files in natural order, each run as psql runs a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import MigrationError, shown
from ..naming import NOTHING, content_problems, duplicates, sql_files, unique_names
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..psql import filled, run_file
from ..script import Script, extensions_in
from ..session import Session
from .fresh import FreshSessions
from .layout import PASSED_OVER, Layout, skipped_code

_DOWN = re.compile(r"(?:^|[._-])(?:down|undo|rollback|revert)\.sql$", re.IGNORECASE)
_DOWN_FOLDERS = {"down", "undo", "rollback", "rollbacks", "revert"}
# In the words of node-pg-migrate and of MyBatis Migrations.
_DOWN_MARK = re.compile(
    r"^[ \t]*--(?:[ \t-]*down[ \t]+migration|[ \t]*(?://)?[ \t]*@UNDO)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_VERSION = re.compile(r"[Vv]?(\d+)(?![\d.])")


def recognises(path: Path) -> bool:
    """A folder that holds SQL files."""
    return bool(sql_files(path))


def discover(path: Path, options: Options) -> Plan:
    """Read a folder, or take one file.

    :raises MigrationError: when nothing is left to apply.
    """
    if path.is_file():
        return _plan(path.parent, [path], ((), ()), options)
    files = sql_files(path)
    reasons = {file: why_left_out(file.relative_to(path)) for file in files}
    taken = [file for file in files if not reasons[file]]
    if not taken:
        raise MigrationError.none_found(path, "plain", "files *.sql")
    left_out = tuple(LeftOut(file, reason) for file, reason in reasons.items() if reason)
    problems, code = skipped_code(path, options)
    return _plan(path, taken, (problems, (*left_out, *code)), options)


def why_left_out(relative: Path) -> str:
    """Why a file of the folder is no migration; empty when it is one."""
    folders = {part.lower() for part in relative.parts[:-1]}
    if _DOWN.search(relative.name) or folders & _DOWN_FOLDERS:
        return "takes a migration back"
    if folders & PASSED_OVER:
        return "data for tests"
    return ""


class PlainConductor:
    """Runs each file as `psql --file` would, in a fresh session each."""

    def __init__(self) -> None:
        self._sessions = FreshSessions()

    def prepare(self, session: Session) -> None:
        """Nothing: a plain folder has no ledger."""

    def run(self, session: Session, migration: Migration) -> None:
        """Run the file, then undo what it did to the session."""
        script = Script.read(migration.path)
        run_file(session, script)
        if not session.in_transaction:
            self._sessions.between(session, script)

    def finish(self, session: Session) -> None:
        """Nothing either."""


def _plan(
    root: Path,
    files: list[Path],
    others: tuple[tuple[Problem, ...], tuple[LeftOut, ...]],
    options: Options,
) -> Plan:
    wanted = [(file, file.relative_to(root).with_suffix("").as_posix()) for file in files]
    migrations = tuple(
        Migration(name, file, version=_version(file))
        for file, name in zip(files, unique_names(wanted), strict=True)
    )
    scripts = [Script.read(file) for file in files]
    problems, left_out = others
    return Plan(
        layout="plain",
        root=root,
        migrations=migrations,
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *content_problems(scripts),
            *(problem for script in scripts for problem in _down_part(script)),
            *_same_version(migrations),
            *problems,
        ),
        left_out=left_out,
        options=options,
    )


def _down_part(script: Script) -> Iterator[Problem]:
    """The part of a file that takes it back, which psql would run, too."""
    mark = _DOWN_MARK.search(script.text)
    if mark is None or NOTHING.fullmatch(script.text, mark.end()):
        return
    line, _ = script.place(mark.start())
    tool = "MyBatis" if "@" in mark.group() else "node-pg-migrate"
    yield Problem(
        script.path,
        f"{shown(script.path)}:{line} begins what takes the file back, as {tool} writes it, and "
        "the layout plain runs that, too; run the tool itself: --schema-audit-apply COMMAND",
    )


def _version(file: Path) -> str:
    match = _VERSION.match(file.name)
    return str(int(match[1])) if match else ""


def _same_version(migrations: Iterable[Migration]) -> tuple[Problem, ...]:
    """Duplicates among the files of one folder: elsewhere numbers begin anew."""
    folders: dict[Path, list[Migration]] = {}
    for migration in migrations:
        folders.setdefault(migration.path.parent, []).append(migration)
    return tuple(problem for group in folders.values() for problem in duplicates(group, "number"))


PLAIN = Layout(
    name="plain",
    summary="*.sql files in natural order (numbers as numbers), folders too; each run as psql "
    "runs a file",
    recognises=recognises,
    discover=discover,
    conduct=lambda plan: PlainConductor(),
    filled=filled,
)
