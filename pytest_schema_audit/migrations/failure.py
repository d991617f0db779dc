"""Where a statement of a file failed and what can be done: the text of a failed migration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import AuditError
from .advice import ways_out
from .errors import shown
from .plan import Applied, History, Migration
from .script import Script
from .session import ServerMessage

_WIDTH = 100
_FIELD = 500
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
        return self.statement if self.point is None else self.point

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
        primary = _clipped(self.message.primary.split("\n", 1)[0], 4 * _WIDTH)
        state = f" (SQLSTATE {self.message.sqlstate})" if self.message.sqlstate else ""
        return f"{self.place}: {primary}{state}"

    @property
    def text(self) -> str:
        """The rest: the server's other fields, the lines around, the statement."""
        return "\n".join([*_fields(self.message), *self._excerpt(), *_noted(self.note)])

    def _excerpt(self) -> Iterable[str]:
        offset = self._offset
        if offset is None:
            return ()
        line, column = self.script.place(offset)
        return (*_context(self.script, line, column), *self._beginning(line))

    def _beginning(self, line: int) -> Iterable[str]:
        if self.statement is None or self._offset == self.script.bad_byte:
            return ()
        start, _ = self.script.place(self.statement)
        if start == line:
            return ()
        first = self.script.text[self.statement :].split("\n", 1)[0].strip()
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


def _fields(message: ServerMessage) -> Iterable[str]:
    _, _, more = message.primary.partition("\n")
    fields = {
        message.severity: more,
        "DETAIL": message.detail,
        "HINT": message.hint,
        "QUERY": message.internal_query,
        "CONTEXT": message.context,
    }
    return [f"{name}: {_shortened(value)}" for name, value in fields.items() if value]


def _shortened(value: str) -> str:
    """A field that leaves room for the others: the whole text is to stay under 4 kB."""
    return value if len(value) <= _FIELD else f"{value[:_FIELD]}…"


def _noted(note: str) -> Iterable[str]:
    return (note,) if note else ()


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
