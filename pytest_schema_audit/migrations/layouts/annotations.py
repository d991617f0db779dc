"""Comments that tell a file's up part from its down part, and statements from each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..errors import MigrationError
from ..script import Script
from .conduct import Part


@dataclass(frozen=True)
class Marks:
    """How a tool annotates its files.

    :param shown: the mark of the up part, as its documentation writes it.
    :param up: matches that mark, options in the group ``options``.
    :param down: matches the mark of the down part.
    :param no_transaction: matches, anywhere in the file, what takes the transaction away.
    :param cut: where the statements of a part are, as the tool finds them.
    """

    shown: str
    up: re.Pattern[str]
    down: re.Pattern[str]
    no_transaction: re.Pattern[str]
    cut: Callable[[Script, slice], tuple[slice, ...]]


def up_range(script: Script, marks: Marks) -> slice:
    """Where the up part stands in a file: from its mark to the down mark.

    :raises MigrationError: when the file has no up part.
    """
    up = marks.up.search(script.text)
    if up is None:
        raise MigrationError.no_up_part(script.path, marks.shown)
    down = marks.down.search(script.text, up.end())
    return slice(up.start(), down.start() if down else len(script.text))


def up_part(script: Script, marks: Marks) -> Part:
    """Cut out what applies a file.

    :raises MigrationError: when the file has no up part, or its tool could not read it.
    """
    found = up_range(script, marks)
    transaction = not marks.no_transaction.search(script.text, 0, found.stop)
    return Part(marks.cut(script, found), transaction)


def one_string(script: Script, part: slice) -> tuple[slice, ...]:
    """The part as it is."""
    return (part,)


def by_line_ends(tool: str) -> Callable[[Script, slice], tuple[slice, ...]]:
    """Statements end where a line ends with a semicolon, or at a StatementEnd mark.

    That is how goose and sql-migrate read files: without a grammar, so that a function body
    outside of StatementBegin and StatementEnd falls apart, here as there.
    """
    begin = re.compile(rf"\s*--\s*\+{tool}\s+StatementBegin\b", re.IGNORECASE)
    end = re.compile(rf"\s*--\s*\+{tool}\s+StatementEnd\b", re.IGNORECASE)

    def cut(script: Script, part: slice) -> tuple[slice, ...]:
        return tuple(_statements(script, part, begin, end))

    return cut


def _statements(
    script: Script, part: slice, begin: re.Pattern[str], end: re.Pattern[str]
) -> Iterator[slice]:
    start: int | None = None
    stop, in_block = part.start, False
    for line, offset in _lines(script.text, part):
        closes = in_block and bool(end.match(line))
        if begin.match(line):
            in_block = True
        elif not closes and _counts(line, started=start is not None):
            start, stop = offset if start is None else start, offset + len(line)
        if start is not None and (closes or (not in_block and _ends(line))):
            yield slice(start, stop)
            start = None
        in_block = in_block and not closes
    if start is not None:
        raise MigrationError.unfinished(script.path, script.place(start)[0])


def _lines(text: str, part: slice) -> Iterator[tuple[str, int]]:
    offset = part.start
    for line in text[part].splitlines(keepends=True):
        yield line.rstrip(), offset
        offset += len(line)


def _counts(line: str, *, started: bool) -> bool:
    """Whether a line belongs to a statement: empty ones and comments do not begin one."""
    return started or bool(line.strip() and not line.lstrip().startswith("--"))


def _ends(line: str) -> bool:
    """Whether the last word before a comment ends with a semicolon."""
    last = ""
    for word in line.split():
        if word.startswith("--"):
            break
        last = word
    return last.endswith(";")


def _marked(tool: str, what: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*--[ \t]*\+{tool}[ \t]+{what}", re.IGNORECASE | re.MULTILINE)


GOOSE_MARKS = Marks(
    shown="-- +goose Up",
    up=_marked("goose", r"Up\b"),
    down=_marked("goose", r"Down\b"),
    no_transaction=_marked("goose", r"NO TRANSACTION\b"),
    cut=by_line_ends("goose"),
)
SQL_MIGRATE_MARKS = Marks(
    shown="-- +migrate Up",
    up=_marked("migrate", r"Up\b"),
    down=_marked("migrate", r"Down\b"),
    no_transaction=_marked("migrate", r"Up[^\n]*\bnotransaction\b"),
    cut=by_line_ends("migrate"),
)
DBMATE_MARKS = Marks(
    shown="-- migrate:up",
    up=re.compile(r"^--[ \t]*migrate:up(?=[ \t]|\r?$)", re.MULTILINE),
    down=re.compile(r"^--[ \t]*migrate:down(?=[ \t]|\r?$)", re.MULTILINE),
    no_transaction=re.compile(r"^--[ \t]*migrate:up[^\n]*\btransaction:false\b", re.MULTILINE),
    cut=one_string,
)
