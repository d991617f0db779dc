"""One connection that sends SQL as PostgreSQL's simple query protocol does: whole strings.

Neither psycopg's cursors nor pipeline mode carry strings of several statements with one result
each, so this speaks libpq (PostgreSQL manual, "Asynchronous Command Processing").

psycopg is imported where a connection is at hand: finding migrations takes none, and a server
starts while it is imported.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import MigrationError

if TYPE_CHECKING:
    from psycopg.pq import DiagnosticField
    from psycopg.pq.abc import PGconn, PGresult

Row = tuple[str | None, ...]

_CONNECT_SECONDS = 30.0

_BLOCK = 256 * 1024
"""Bytes of rows at once: what libpq cannot send yet it moves in its buffer, again and again."""


@dataclass(frozen=True)
class ServerMessage:
    """An error as the server reports it (PostgreSQL manual, "Error and Notice Message Fields").

    :param sqlstate: five characters; empty when the connection was lost.
    :param position: the character, from 1, in the string that was sent; 0 when not told.
    :param major: the server's major version; 0 when not known.
    """

    severity: str
    sqlstate: str
    primary: str
    detail: str = ""
    hint: str = ""
    position: int = 0
    internal_query: str = ""
    context: str = ""
    major: int = 0

    @property
    def ends_the_session(self) -> bool:
        """Whether the connection is gone with it."""
        return self.severity in {"FATAL", "PANIC"}


@dataclass(frozen=True)
class Outcome:
    """What came back for one string.

    :param completed: how many of its statements ran to their end.
    :param error: what the next one failed with, if one did.
    :param columns: column names of the last statement's result.
    :param rows: the last statement's rows, as text.
    :param count: how many rows it gave or changed.
    """

    completed: int
    error: ServerMessage | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    count: int = 0


CopySource = Callable[[], Iterator[bytes]]


class Session:
    """A connection to the database that is being migrated.

    :ivar server_version: the server's version as libpq numbers it: 160004 for 16.4.
    """

    def __init__(self, pgconn: PGconn) -> None:
        # Looked up once: thousands of statements would pay for it.
        from psycopg import OperationalError
        from psycopg.pq import ExecStatus

        self._broken = OperationalError
        self._status = ExecStatus
        self._pgconn = pgconn
        self._unread: list[Outcome] | None = None
        self.server_version = pgconn.server_version

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction block is open."""
        self._read_later()
        from psycopg.pq import TransactionStatus

        return self._pgconn.transaction_status != TransactionStatus.IDLE

    @property
    def takes_several(self) -> bool:
        """Whether several statements make a transaction, and end where SQL's standard says."""
        quotes = self._pgconn.parameter_status(b"standard_conforming_strings")
        return not self.in_transaction and quotes == b"on"

    @property
    def server_version_name(self) -> str:
        """The server's version as it calls it: 16.4."""
        return (self._pgconn.parameter_status(b"server_version") or b"").decode()

    @property
    def user(self) -> str:
        """The role that is connected."""
        return self._pgconn.user.decode()

    @property
    def database(self) -> str:
        """The database that is connected to."""
        return self._pgconn.db.decode()

    def renew(self) -> None:
        """Begin a new session in the place of this one.

        :raises MigrationError: when the server does not let it.
        """
        from psycopg.pq import PollingStatus

        self._read_later()
        self._pgconn.reset_start()
        status, end = PollingStatus.WRITING, time.monotonic() + _CONNECT_SECONDS
        awaited = {PollingStatus.READING: select.POLLIN, PollingStatus.WRITING: select.POLLOUT}
        while status in awaited:
            if not self._is_ready(awaited[status], end - time.monotonic()):
                raise MigrationError.unreachable("the server does not answer")
            status = PollingStatus(self._pgconn.reset_poll())
        if status != PollingStatus.OK:
            reason = self._pgconn.error_message.decode("utf-8", "replace")
            raise MigrationError.unreachable(reason)
        # libpq forgets it, and would then wait by itself.
        self._pgconn.nonblocking = 1

    def send(self, sql: bytes, copy_data: CopySource | None = None) -> Outcome:
        """Send one string and read every result.

        :param sql: statements, in the bytes of the client encoding.
        :param copy_data: called for the rows when a statement is COPY … FROM STDIN; without
            it such a statement fails.
        """
        self._read_later()
        return self._start(sql) or self._finish(copy_data)

    def send_ahead(self, sql: bytes) -> Callable[[], Outcome]:
        """Send one string and wait for nothing: the server works on it meanwhile.

        :param sql: statements that copy nothing.
        :returns: what gives the outcome, at any time later.
        """
        self._read_later()
        outcomes: list[Outcome] = []
        failed = self._start(sql)
        if failed is None:
            self._unread = outcomes
        else:
            outcomes.append(failed)

        def outcome() -> Outcome:
            if not outcomes:
                self._read_later()
            return outcomes[0]

        return outcome

    def _read_later(self) -> None:
        """Read what was sent ahead, before anything else is sent."""
        if self._unread is not None:
            outcomes, self._unread = self._unread, None
            outcomes.append(self._finish(None))

    def _start(self, sql: bytes) -> Outcome | None:
        try:
            self._pgconn.send_query(sql)
            self._send_rest()
        except self._broken as error:
            return _lost(error)
        return None

    def _finish(self, copy_data: CopySource | None) -> Outcome:
        try:
            return self._collect(copy_data)
        except self._broken as error:
            return _lost(error)

    def _collect(self, copy_data: CopySource | None) -> Outcome:
        completed, error, last = 0, None, None
        status = self._status
        while (result := self._next()) is not None:
            if result.status in {status.FATAL_ERROR, status.BAD_RESPONSE}:
                error = error or _message(result, self.server_version // 10000)
            elif result.status == status.COPY_IN:
                self._copy_in(copy_data)
            elif result.status == status.COPY_OUT:
                self._copy_out()
            elif result.status != status.EMPTY_QUERY:
                completed, last = completed + 1, result
        columns, rows = ((), ()) if last is None else _rows(last)
        count = 0 if last is None else last.command_tuples or 0
        return Outcome(completed, error, columns, rows, count)

    def _next(self) -> PGresult | None:
        while self._pgconn.is_busy():
            # A link that broke has its last words as a result, which comes next.
            with suppress(self._broken):
                self._wait(select.POLLOUT if self._pgconn.flush() else 0)
            with suppress(self._broken):
                self._pgconn.consume_input()
        return self._pgconn.get_result()

    def _send_rest(self) -> None:
        """Send all before anybody turns away, and read meanwhile: the server may wait for that."""
        while self._pgconn.flush():
            self._wait(select.POLLOUT)
            self._pgconn.consume_input()

    def _wait(self, unsent: int) -> None:
        """Wait until the server says something, or has room for what is unsent.

        :param unsent: ``POLLOUT`` when the last flush left something, else 0. Who flushes once more
            after that look may send the rest, and then waits for a server that waits for more.
        """
        self._is_ready(select.POLLIN | unsent)

    def _is_ready(self, events: int, seconds: float | None = None) -> bool:
        """Wait for one of the events, for some time or for ever; say whether it came."""
        # Waits here and not inside libpq, so that a signal's handler runs at once.
        poll = select.poll()
        poll.register(self._pgconn.socket, events)
        return bool(poll.poll(None if seconds is None else max(0.0, seconds) * 1000))

    def _copy_in(self, copy_data: CopySource | None) -> None:
        if copy_data is None:
            self._pgconn.put_copy_end(b"this way of running a file sends no COPY data")
            return
        for block in copy_data():
            for start in range(0, len(block), _BLOCK):
                self._pgconn.put_copy_data(block[start : start + _BLOCK])
                self._send_rest()
        self._pgconn.put_copy_end()

    def _copy_out(self) -> None:
        # Not inside libpq, which would hold up signals and every other thread.
        while (length := self._pgconn.get_copy_data(1)[0]) >= 0:
            if length == 0:
                self._wait(0)
                self._pgconn.consume_input()


def _lost(error: Exception) -> Outcome:
    return Outcome(0, ServerMessage("FATAL", "", str(error).strip()))


@contextmanager
def connected(conninfo: str) -> Iterator[Session]:
    """Open a session that sends UTF-8, and close it.

    :param conninfo: a libpq connection string or URI.
    :raises MigrationError: when no connection can be made.
    """
    import psycopg

    try:
        connection = psycopg.connect(
            conninfo, autocommit=True, client_encoding="UTF8", application_name="schema-audit"
        )
    except psycopg.OperationalError as error:
        raise MigrationError.unreachable(str(error)) from error
    except psycopg.Error:
        # Its text can quote the string, and so a password.
        raise MigrationError.unreachable("the connection string is not valid") from None
    with closing(connection):
        yield Session(connection.pgconn)


def _message(result: PGresult, major: int) -> ServerMessage:
    from psycopg.pq import DiagnosticField as Diag

    def of(kind: DiagnosticField) -> str:
        return (result.error_field(kind) or b"").decode("utf-8", "replace")

    return ServerMessage(
        severity=of(Diag.SEVERITY_NONLOCALIZED) or "FATAL",
        sqlstate=of(Diag.SQLSTATE),
        primary=of(Diag.MESSAGE_PRIMARY) or result.error_message.decode("utf-8", "replace").strip(),
        detail=of(Diag.MESSAGE_DETAIL),
        hint=of(Diag.MESSAGE_HINT),
        position=int(of(Diag.STATEMENT_POSITION) or 0),
        internal_query=of(Diag.INTERNAL_QUERY),
        context=of(Diag.CONTEXT),
        major=major,
    )


def _rows(result: PGresult) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    width = range(result.nfields)
    columns = tuple((result.fname(column) or b"").decode() for column in width)
    rows = tuple(
        tuple(_text(result.get_value(row, column)) for column in width)
        for row in range(result.ntuples)
    )
    return columns, rows


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")
