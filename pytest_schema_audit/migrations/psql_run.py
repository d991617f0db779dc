r"""Running a file as `psql --set ON_ERROR_STOP=1 --file` does: statements, commands, COPY data.

Dumps and hand-written scripts hold what the server never sees: `\restrict`, `\set` and
variables, `\i`, `\gset`, rows after `COPY … FROM stdin` (psql manual, "Meta-Commands").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NoReturn

from .failure import Failure, StatementFailed
from .lexer import Scanner, Stop, data_end
from .psql_arguments import interpolated, truth
from .psql_together import Together, Waiting
from .script import BOM, Script
from .session import CopySource, Outcome, ServerMessage, Session

_NOT_GOING_BACK = "psql would go on, by ON_ERROR_ROLLBACK, which is not done here: use SAVEPOINT"


Command = Callable[["FileRun"], None]


@dataclass
class State:
    """What one psql process knows, across the files that it includes.

    :param variables: psql's variables.
    :param environment: what the files made of its environment; None where they took it away.
    :param depth: how many files include each other right now.
    """

    variables: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str | None] = field(default_factory=dict)
    depth: int = 0

    @property
    def stops_on_error(self) -> bool:
        """Whether an error ends the run; a script can say otherwise."""
        return truth(self.variables.get("ON_ERROR_STOP", "off")) is not False

    @property
    def goes_back_on_error(self) -> bool:
        """Whether an error takes back no more than its own statement of a transaction."""
        return truth(self.variables.get("ON_ERROR_ROLLBACK", "off")) is True


@dataclass(frozen=True)
class Segment:
    """A piece of a statement: as it is sent, and from where in the file it came.

    :param copied: whether it stands in the file as it is sent; a variable's value does not.
    """

    text: str
    offset: int
    copied: bool = True


@dataclass(frozen=True)
class Query:
    """psql's query buffer: a statement that is still being read, or is sent."""

    segments: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """What is sent."""
        return "".join(segment.text for segment in self.segments)

    def source(self, position: int) -> int:
        """The file's offset of a character of the text."""
        for segment in self.segments:
            if position < len(segment.text):
                return segment.offset + (position if segment.copied else 0)
            position -= len(segment.text)
        last = self.segments[-1]
        return last.offset + len(last.text) * last.copied


class FileRun:
    r"""Runs one file on a session.

    :param command: runs the psql command at which the scanner stands.
    :ivar query: what was read since the last statement's end.
    :ivar previous: the statement that ran last, for ``\gset`` behind a semicolon.
    :ivar branches: for each open ``\if``: whether its current branch runs, and whether any
        branch of it ran.
    """

    def __init__(self, session: Session, script: Script, state: State, command: Command) -> None:
        self._command = command
        self.session = session
        self.script = script
        self.state = state
        self.query = Query()
        self.previous = Query()
        self.branches: list[tuple[bool, bool]] = []
        start = len(BOM) if script.text.startswith(BOM) else 0
        self.scanner = Scanner(script.text, start)
        self.finished = False
        self._mark = start
        self._together = Together(session, self._tell)

    @property
    def active(self) -> bool:
        """Whether the branch that is being read runs."""
        return all(runs for runs, _ in self.branches)

    def run(self) -> None:
        """Run the file to its end.

        :raises StatementFailed: at a statement that failed, or a command that cannot run here.
        """
        while not self.finished:
            stop = self.scanner.advance()
            self._take(self.scanner.position - (stop is Stop.SEMICOLON))
            if stop is Stop.SEMICOLON:
                self._semicolon()
            else:
                # Their outcome may be asked for.
                self._together.finish()
            if stop is Stop.VARIABLE:
                self._substitute()
            elif stop is Stop.BACKSLASH:
                self._command(self)
            elif stop is Stop.END:
                self._end()
            self._mark = self.scanner.position

    def include(self, script: Script) -> None:
        """Run another file with the same variables."""
        if self.state.depth > 30:
            raise self.refusal("files include each other without end")
        self.state.depth += 1
        FileRun(self.session, script, self.state, self._command).run()
        self.state.depth -= 1

    def execute(self) -> Outcome | None:
        """Send the query buffer, if it holds a statement, and empty it.

        :raises StatementFailed: when the server refuses it.
        """
        start = self._begun()
        return None if start is None else self.send(self.previous, start)

    def _semicolon(self) -> None:
        """Send the query buffer, with others if it can be."""
        start = self._begun()
        if start is None:
            return
        query = self.previous
        # Others may hold several statements: a variable's value does, and what \; parts.
        as_it_stands = [segment.copied for segment in query.segments] == [True]
        if as_it_stands and self._together.takes(query.text):
            alone, lost = partial(self.send, query, start), partial(self._fail, query, start)
            self._together.add(Waiting(query.text, alone, lost))
        else:
            self._together.finish()
            self.send(query, start)

    def _begun(self) -> int | None:
        """Where the query buffer's statement begins, which is the previous one from now on."""
        query, start = self.query, self.scanner.first
        self.query = Query()
        self.scanner.forget()
        if start is None or not self.active:
            return None
        self.previous = query
        return start

    def send(self, query: Query, start: int, copy_data: CopySource | None = None) -> Outcome:
        """Send a statement and set the variables that tell of it.

        :param copy_data: rows for COPY … FROM STDIN; by default those that follow in the file.
        """
        outcome = self.session.send(
            query.text.encode("utf-8", "surrogateescape"), copy_data or self.copy_data
        )
        self._tell(outcome)
        error = outcome.error
        if error is not None and (self.state.stops_on_error or not error.sqlstate):
            self._fail(query, start, error)
        if error is not None and self.state.goes_back_on_error and self.session.in_transaction:
            self._fail(query, start, error, _NOT_GOING_BACK)
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        error = outcome.error
        self.state.variables["ERROR"] = "true" if error else "false"
        self.state.variables["SQLSTATE"] = error.sqlstate if error else "00000"
        self.state.variables["ROW_COUNT"] = str(outcome.count)
        if error is not None:
            self.state.variables["LAST_ERROR_MESSAGE"] = error.primary
            self.state.variables["LAST_ERROR_SQLSTATE"] = error.sqlstate

    def copy_data(self) -> Iterator[bytes]:
        r"""The rows that follow COPY … FROM stdin: from the next line to ``\.``."""
        text, scanner = self.script.text, self.scanner
        line_end = text.find("\n", scanner.position)
        start = len(text) if line_end < 0 else line_end + 1
        if text[scanner.position : start].strip():
            raise self.refusal("what follows COPY … FROM stdin on its line would be lost")
        end, behind = data_end(text, start)
        scanner.position = self._mark = behind
        yield text[start:end].encode("utf-8", "surrogateescape")

    def refusal(self, reason: str, offset: int | None = None) -> StatementFailed:
        """An error of ours at a place in the file."""
        place = self.scanner.position if offset is None else offset
        return StatementFailed(Failure(self.script, ServerMessage("ERROR", "", reason), place))

    def append(self, text: str, offset: int, *, copied: bool = True) -> None:
        """Add a piece to the query buffer."""
        segment = Segment(text, offset, copied)
        self.query = replace(self.query, segments=(*self.query.segments, segment))

    def _end(self) -> None:
        self.execute()
        self.finished = True
        if self.branches:
            raise self.refusal("the file ends before the \\endif of an \\if")

    def _take(self, end: int) -> None:
        """Move what was read into the query buffer, from its first token on."""
        start = self._mark if self.query.segments else self.scanner.first
        if start is not None and start < end:
            self.append(self.script.text[start:end], start)

    def _substitute(self) -> None:
        scanner = self.scanner
        if scanner.first is None:
            scanner.first = scanner.position
        value = interpolated(scanner.token, self.state.variables)
        self.append(value, scanner.position, copied=value == scanner.token)
        scanner.position += len(scanner.token)

    def _fail(self, query: Query, start: int, message: ServerMessage, note: str = "") -> NoReturn:
        raise StatementFailed(replace(self._located(query, start, message), note=note))

    def _located(self, query: Query, start: int, message: ServerMessage) -> Failure:
        point = query.source(message.position - 1) if message.position else None
        return Failure(self.script, message, start, point)
