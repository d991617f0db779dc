"""Read a live database: never written, and nothing of the user's evaluated on it.

It only ever sees SELECT, SET and transaction control. What must be brought to PostgreSQL's form is
made on a private server of the same major.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from .catalog.read import ANALYSED_UNDER, read_snapshot
from .database import scratch_database
from .live_errors import LiveError
from .majors import KNOWN_MAJORS
from .migrations import Plan
from .migrations.ledger import Row as LedgerRow
from .migrations.ledger import ledger_query
from .model import QualifiedName, Snapshot
from .rebuild import rebuild
from .servers import Server
from .servers.redact import redact_connection
from .servers.url import UNREACHABLE

BEGINNING = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    # Reading a catalog takes well under a second; a live database must never wait for an audit.
    "SET LOCAL statement_timeout = '60s'",
    "SET LOCAL lock_timeout = '5s'",
    # A policy on the ledger would call the user's functions: an error instead of its rows.
    "SET LOCAL row_security = off",
)
"""What every transaction on a live database begins with."""

_CONNECT_SECONDS = 10
_NAME = "pytest-schema-audit"

_NO_UTF8 = (psycopg.errors.CharacterNotInRepertoire, psycopg.errors.UntranslatableCharacter)
"""What PostgreSQL says of bytes that it cannot send as UTF-8: SQL_ASCII holds any."""

_MAY_READ = """
SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = %s::pg_catalog.name AND c.relname = %s::pg_catalog.name
"""

_MAY_USE_PUBLIC = """
SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname = 'public'
"""


@dataclass(frozen=True)
class LiveLedger:
    """What was read of the migrations' ledger on a live database.

    :ivar rows: as :func:`~.migrations.ledger.ledger_findings` takes them; ``None`` without a table.
    :ivar refused: why it could not be read, in one line; empty when it was, or is not there.
    """

    rows: tuple[LedgerRow, ...] | None = None
    refused: str = ""


@dataclass(frozen=True)
class LiveCatalog:
    """What was read of a live database.

    :ivar snapshot: its objects.
    :ivar description: host, port, database and version; safe to print.
    :ivar ledger: the ledger of the migrations.
    """

    snapshot: Snapshot
    description: str
    ledger: LiveLedger = LiveLedger()


def read_live(
    conninfo: str, plan: Plan | None = None, aspects: Collection[str] = ()
) -> LiveCatalog:
    """Read a live database's catalog in one short read-only transaction.

    :param conninfo: anything libpq accepts; may hold a password, which no error shows.
    :param plan: the migrations whose ledger to read as well.
    :param aspects: what to read of its objects besides.
    :raises LiveError: no connection, an unknown major, or the connection broke.
    """
    with _connected(conninfo) as conn:
        major = conn.info.server_version // 10000
        if major not in KNOWN_MAJORS:
            raise LiveError.unknown_major(major)
        try:
            # Rolled back, as there is nothing to commit; a failed statement may have ended it.
            with conn.transaction(force_rollback=True):
                for statement in BEGINNING:
                    conn.execute(statement.encode())
                _require_public(conn)
                snapshot = read_snapshot(conn, aspects)
                ledger = _ledger(conn, snapshot, plan)
        except psycopg.Error as error:
            raise _unread(conn, error, _reason(error, conninfo)) from None
        return LiveCatalog(snapshot, _description(conn), ledger)


def _unread(conn: psycopg.Connection[Any], error: psycopg.Error, reason: str) -> LiveError:
    if conn.closed:
        return LiveError.lost(reason)
    if isinstance(error, _NO_UTF8):
        return LiveError.no_utf8(conn.info.parameter_status("server_encoding") or "", reason)
    return LiveError.refused(reason)


def _reason(error: psycopg.Error | UnicodeError, conninfo: str) -> str:
    """PostgreSQL's or libpq's own words, without passwords."""
    primary = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    lines = (primary or str(error)).splitlines()
    return redact_connection("\n".join(line.strip() for line in lines), conninfo)


def _require_public(conn: psycopg.Connection[Any]) -> None:
    conn.execute(ANALYSED_UNDER)
    row = conn.execute(_MAY_USE_PUBLIC).fetchone()
    if row is not None and not row[0]:
        raise LiveError.no_usage(conn.info.user)


def _description(conn: psycopg.Connection[Any]) -> str:
    info = conn.info
    version = info.parameter_status("server_version") or str(info.server_version // 10000)
    place = f"{info.dbname} on {info.host or info.hostaddr or 'localhost'}:{info.port}"
    return f"PostgreSQL {version.split()[0]}, live database {place}"


def _ledger(conn: psycopg.Connection[Any], snapshot: Snapshot, plan: Plan | None) -> LiveLedger:
    """Read the ledger if it is there and the role may; asking first costs no failed statement."""
    query = ledger_query(plan) if plan else None
    table = plan.ledger if plan else None
    if query is None or table is None or table not in snapshot.tables:
        return LiveLedger()
    # The tools' own columns are of PostgreSQL's types: no operator of the user's is in reach.
    conn.execute(ANALYSED_UNDER)
    if not _may_read(conn, table):
        return LiveLedger(refused=f"the role {conn.info.user} may not read {'.'.join(table)}")
    try:
        return LiveLedger(tuple(conn.execute(query.encode()).fetchall()))
    except psycopg.Error as error:
        if conn.closed:
            raise
        reason = error.diag.message_primary or str(error)
        return LiveLedger(refused=f"{'.'.join(table)} cannot be read: {reason}")


def _may_read(conn: psycopg.Connection[Any], table: QualifiedName) -> bool:
    row = conn.execute(_MAY_READ, table).fetchone()
    return bool(row and row[0])


@contextmanager
def _connected(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        # No prepared statements: a pooler may hand each transaction to another session.
        conn = psycopg.connect(_patient(conninfo), autocommit=True, prepare_threshold=None)
    except UNREACHABLE as error:
        raise LiveError.unreachable(_reason(error, conninfo)) from None
    try:
        yield conn
    finally:
        conn.close()


def _patient(conninfo: str) -> str:
    """Add a name for the server's log, and a limit on connecting where nobody has set one."""
    given = conninfo_to_dict(conninfo)
    added: dict[str, Any] = {}
    if "fallback_application_name" not in given:
        added["fallback_application_name"] = _NAME
    elsewhere = {"PGSERVICE", "PGCONNECT_TIMEOUT"} & os.environ.keys()
    if not (elsewhere or {"service", "connect_timeout"} & given.keys()):
        added["connect_timeout"] = _CONNECT_SECONDS
    return make_conninfo(conninfo, **added)


@contextmanager
def private_copy(
    snapshot: Snapshot, provided: Callable[[], AbstractContextManager[Server]]
) -> Iterator[psycopg.Connection[Any]]:
    """Have an empty database of the same shape on a private server.

    :param provided: enters a server of the snapshot's major.
    :raises LiveError: the server is of another major.
    """
    with provided() as server:
        require_major(server, snapshot)
        with (
            scratch_database(server) as conninfo,
            psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn,
        ):
            rebuild(conn, snapshot)
            yield conn


def require_major(server: Server, snapshot: Snapshot) -> None:
    """Return when a private server is of a live database's major: each has its own forms.

    :raises LiveError: it is of another one.
    """
    if server.major != snapshot.major:
        raise LiveError.other_major(snapshot.major, server.description)
