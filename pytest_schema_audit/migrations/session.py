"""One connection that sends SQL as PostgreSQL's simple query protocol does: whole strings.

Neither psycopg's cursors nor pipeline mode carry strings of several statements with one result
each, so this speaks libpq (PostgreSQL manual, "Asynchronous Command Processing").
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

import psycopg
from psycopg import pq
from psycopg.pq import DiagnosticField as Diag
from psycopg.pq.abc import PGconn, PGresult

from .errors import MigrationError

Row = tuple[str | None, ...]

_FAILED = {pq.ExecStatus.FATAL_ERROR, pq.ExecStatus.BAD_RESPONSE}


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


@dataclass(frozen=True)
class Outcome:
    """What came back for one string.

    :param completed: how many of its statements ran to their end.
    :param error: what the next one failed with, if one did.
    :param columns: column names of the last statement's result.
    :param rows: the last statement's rows, as text.
    """

    completed: int
    error: ServerMessage | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


CopySource = Callable[[], Iterator[bytes]]


class Session:
    """A connection to the database that is being migrated.

    :ivar server_version: the server's version as libpq numbers it: 160004 for 16.4.
    """

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn = pgconn
        self.server_version = pgconn.server_version

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction block is open."""
        return self._pgconn.transaction_status != pq.TransactionStatus.IDLE

    @property
    def user(self) -> str:
        """The role that is connected."""
        return self._pgconn.user.decode()

    @property
    def database(self) -> str:
        """The database that is connected to."""
        return self._pgconn.db.decode()

    def send(self, sql: bytes, copy_data: CopySource | None = None) -> Outcome:
        """Send one string and read every result.

        :param sql: statements, in the bytes of the client encoding.
        :param copy_data: called for the rows when a statement is COPY … FROM STDIN; without
            it such a statement fails.
        """
        try:
            self._pgconn.send_query(sql)
            return self._collect(copy_data)
        except psycopg.OperationalError as error:
            return Outcome(0, ServerMessage("FATAL", "", str(error).strip()))

    def _collect(self, copy_data: CopySource | None) -> Outcome:
        completed, error, last = 0, None, None
        while (result := self._next()) is not None:
            if result.status in _FAILED:
                error = error or _message(result, self.server_version // 10000)
            elif result.status == pq.ExecStatus.COPY_IN:
                self._copy_in(copy_data)
            elif result.status == pq.ExecStatus.COPY_OUT:
                self._copy_out()
            elif result.status != pq.ExecStatus.EMPTY_QUERY:
                completed, last = completed + 1, result
        columns, rows = ((), ()) if last is None else _rows(last)
        return Outcome(completed, error, columns, rows)

    def _next(self) -> PGresult | None:
        while self._pgconn.is_busy():
            # A link that broke has its last words as a result, which comes next.
            with suppress(psycopg.OperationalError):
                self._wait()
            with suppress(psycopg.OperationalError):
                self._pgconn.consume_input()
        return self._pgconn.get_result()

    def _wait(self) -> None:
        # Waits here and not inside libpq, so that a signal's handler runs at once.
        poll = select.poll()
        poll.register(self._pgconn.socket, select.POLLIN)
        poll.poll()

    def _copy_in(self, copy_data: CopySource | None) -> None:
        if copy_data is None:
            self._pgconn.put_copy_end(b"this way of running a file sends no COPY data")
            return
        for block in copy_data():
            self._pgconn.put_copy_data(block)
        self._pgconn.put_copy_end()

    def _copy_out(self) -> None:
        while self._pgconn.get_copy_data(0)[0] > 0:
            pass


@contextmanager
def connected(conninfo: str) -> Iterator[Session]:
    """Open a session that sends UTF-8, and close it.

    :param conninfo: a libpq connection string or URI.
    :raises MigrationError: when no connection can be made.
    """
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
    def of(kind: Diag) -> str:
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
