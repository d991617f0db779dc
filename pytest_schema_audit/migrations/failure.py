"""Where a statement of a file failed and what can be done: the text of a failed migration."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..errors import AuditError
from ..servers.redact import redact
from ..veil import Veil
from .advice import ways_out
from .errors import shown
from .lexer import Scanner, Stop, copied_rows
from .plan import Applied, History, Migration
from .script import Script
from .session import ServerMessage

_WIDTH = 100
_FIELD = 500
# The outermost call comes last. PL/pgSQL counts lines from the one on which the body begins.
_LINE_OF_BLOCK = re.compile(
    r"^PL/pgSQL function inline_code_block line (?P<line>\d+) at [^\n]*\Z", re.MULTILINE
)
_LINE_OF_ROWS = re.compile(r"COPY .*?, line (?P<line>\d+)")
_GAP = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*+"
_BLOCK = re.compile(
    rf"DO{_GAP}(?:LANGUAGE{_GAP}\w+{_GAP})?(?:\$\w*\$|E?')", re.IGNORECASE | re.DOTALL
)
# What the lexer finds no end of goes on to the end of the file; the excerpt shows where it begins.
_NEAR = re.compile(r' at or near "(?P<first>[^\n]*)\n.*"\Z', re.DOTALL)
# PostgreSQL refuses such a string before it looks at any statement, and gives no position.
_BAD_BYTE = "22021"


@dataclass(frozen=True)
class Failure:
    """A statement that failed.

    :param script: the file.
    :param message: what the server said, or what we say in its place.
    :param statement: offset of the failed statement in the file; None when nothing tells.
    :param point: offset of the character that the server points at; None when it does not.
    :param note: one more sentence, for what the position cannot say.
    """

    script: Script
    message: ServerMessage
    statement: int | None = None
    point: int | None = None
    note: str = ""

    @property
    def _offset(self) -> int | None:
        """The best that is known of the place: a character, a statement, nothing."""
        if self.message.sqlstate == _BAD_BYTE and self.script.bad_byte is not None:
            return self.script.bad_byte
        inside = (self.point, self._in_block, self._in_rows)
        return next((one for one in inside if one is not None), self.statement)

    @property
    def _in_block(self) -> int | None:
        """The line of a DO block that PL/pgSQL names, where the block is written in the file."""
        named = _LINE_OF_BLOCK.search(self.message.context)
        if named is None or self.statement is None:
            return None
        body = _BLOCK.match(self.script.text, self.statement)
        if body is None:
            return None
        line = self.script.place(body.end())[0] + int(named["line"]) - 1
        if line > len(self.script.lines):
            return None
        text = self.script.lines[line - 1]
        return self.script.offset_of_line(line) + len(text) - len(text.lstrip())

    @property
    def _in_rows(self) -> int | None:
        """The row behind COPY … FROM stdin that the server names by its number."""
        named = _LINE_OF_ROWS.match(self.message.context)
        if named is None or self.statement is None:
            return None
        scanner = Scanner(self.script.text, self.statement)
        if scanner.advance() is not Stop.SEMICOLON:
            return None
        rows = copied_rows(self.script.text, slice(self.statement, scanner.position - 1))
        if rows is None:
            return None
        line = self.script.place(rows[0].start)[0] + int(named["line"]) - 1
        place = self.script.offset_of_line(min(line, len(self.script.lines)))
        return place if place < rows[0].stop else None

    @property
    def place(self) -> str:
        """``file:line:column``, or the file alone where nothing more is known."""
        offset = self._offset
        path = shown(self.script.path)
        if offset is None:
            return path
        line, column = self.script.place(offset)
        return f"{path}:{line}:{column}"

    @property
    def headline(self) -> str:
        """Place, message and SQLSTATE in one line."""
        primary = _clipped(self._told(_primary(self.message)).split("\n", 1)[0], 4 * _WIDTH)
        state = f" (SQLSTATE {self.message.sqlstate})" if self.message.sqlstate else ""
        return f"{self.place}: {primary}{state}"

    @property
    def text(self) -> str:
        """The rest: the server's other fields, the lines around, the statement."""
        fields = _fields(self.message, self._told)
        return "\n".join([*fields, *self._excerpt(), *_noted(self.note)])

    @cached_property
    def _veil(self) -> Veil:
        """Covers the passwords of the file and of what the server said."""
        return Veil.over(self.script.text, *_said(self.message))

    def _told(self, text: str) -> str:
        """Words of the server as they may be shown."""
        return redact(self._veil.on(text))

    @cached_property
    def _shown(self) -> Script:
        """The file as it may be shown."""
        return Script(self.script.path, self._veil.on(self.script.text))

    def _excerpt(self) -> Iterable[str]:
        offset = self._offset
        if offset is None:
            return ()
        line, column = self.script.place(offset)
        unseen = () if self.note else _unseen(self.script.text[offset : offset + 1])
        return (*_context(self._shown, line, column), *self._beginning(line), *unseen)

    def _beginning(self, line: int) -> Iterable[str]:
        if self.statement is None or self._offset == self.script.bad_byte:
            return ()
        start, _ = self.script.place(self.statement)
        if start == line:
            return ()
        first = self._shown.text[self.statement :].split("\n", 1)[0].strip()
        return (f"in the statement that begins at line {start}: {_clipped(first)}",)


class StatementFailed(Exception):  # noqa: N818
    """Carries a failure from where it happened to where it is known what was being run."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.headline)
        self.failure = failure


class StepFailed(AuditError):  # noqa: N818
    """A step of a plan that did not run to its end.

    :ivar migration: the step.
    """

    migration: Migration


class MigrationFailed(StepFailed):
    """A migration that did not run to its end. What came before it stays applied.

    :param migration: the one that failed.
    :param history: those that ran before it.
    """

    def __init__(
        self, migration: Migration, failure: Failure, applied: tuple[Applied, ...] = ()
    ) -> None:
        super().__init__(
            f"migration {migration.name} failed at {failure.headline}",
            why=failure.text,
            ways_out=ways_out(failure.message),
        )
        self.migration = migration
        self.history = History(applied)


class ScriptFailed(AuditError):  # noqa: N818
    """A seed or prelude file that did not run to its end."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(
            f"SQL file failed at {failure.headline}",
            why=failure.text,
            ways_out=ways_out(failure.message),
        )


def _said(message: ServerMessage) -> tuple[str, ...]:
    """All texts of a message."""
    return (
        *(message.primary, message.detail, message.hint),
        *(message.internal_query, message.context),
    )


def _fields(message: ServerMessage, told: Callable[[str], str]) -> Iterable[str]:
    _, _, more = _primary(message).partition("\n")
    fields = {
        message.severity: more,
        "DETAIL": message.detail,
        "HINT": message.hint,
        "QUERY": message.internal_query,
        "CONTEXT": message.context,
    }
    return [f"{name}: {_shortened(told(value))}" for name, value in fields.items() if value]


def _primary(message: ServerMessage) -> str:
    return _NEAR.sub(r' at or near "\g<first>…"', message.primary)


def _shortened(value: str) -> str:
    """A field that leaves room for the others: the whole text is to stay under 4 kB."""
    return value if len(value) <= _FIELD else f"{value[:_FIELD]}…"


def _noted(note: str) -> Iterable[str]:
    return (note,) if note else ()


def _unseen(character: str) -> Iterable[str]:
    """Name a character that no one sees on a screen: a no-break space, a zero-width one."""
    if character.isascii() or unicodedata.category(character) not in {"Zs", "Cf"}:
        return ()
    name = f"U+{ord(character):04X} {unicodedata.name(character)}"
    return (f"the character there is {name}, which PostgreSQL takes for a letter",)


def _context(script: Script, line: int, column: int) -> Iterable[str]:
    """Two lines before, the line itself with a caret below the column, one after."""
    end = len(script.lines) - (not script.lines[-1])
    first, last = max(1, line - 2), max(line, min(end, line + 1))
    gutter = len(str(last))
    shift = max(0, column - _WIDTH + 20)
    for number in range(first, last + 1):
        mark = ">" if number == line else " "
        shown_line = _clipped(script.lines[number - 1][shift:].replace("\t", " "))
        yield f"{mark} {number:>{gutter}} | {shown_line}".rstrip()
        if number == line:
            yield f"  {'':>{gutter}} | {'':>{column - 1 - shift}}^"


def _clipped(line: str, width: int = _WIDTH) -> str:
    printable = line.encode("utf-8", "replace").decode()
    return printable if len(printable) <= width else printable[: width - 1] + "…"
