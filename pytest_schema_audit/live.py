"""Audit a live database: read, never written, and nothing of the user's evaluated on it.

It only ever sees SELECT, SET and transaction control. What must be brought to PostgreSQL's form is
made on a private server of the same major.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from .catalog.read import read_snapshot
from .database import scratch_database
from .errors import AuditError
from .migrations import Plan
from .migrations.ledger import Row as LedgerRow
from .migrations.ledger import ledger_query
from .model import Snapshot
from .rebuild import rebuild
from .servers import Server, redact
from .servers.protocol import KNOWN_MAJORS
from .spelling import quote

TIMEOUTS = "SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '5s'"
"""Reading a catalog takes well under a second; a live database must never wait for an audit."""


class LiveError(AuditError):
    """A live database that cannot be audited."""

    @classmethod
    def unreachable(cls, reason: str) -> LiveError:
        """No connection."""
        return cls(
            "the live database cannot be reached",
            why=reason,
            ways_out=(
                "check the URL given to --schema-audit-live; `env:NAME` reads it from a variable",
                "libpq's own settings work too: service file, PGPASSFILE, sslmode",
            ),
        )

    @classmethod
    def lost(cls, reason: str) -> LiveError:
        """The connection broke, or a statement took too long."""
        return cls(
            "the live database could not be read to the end, so nothing of it is reported",
            why=reason,
            ways_out=("run the audit again",),
        )

    @classmethod
    def unknown_major(cls, major: int) -> LiveError:
        """A major whose catalogs the queries do not know."""
        known = ", ".join(map(str, KNOWN_MAJORS))
        return cls(
            f"cannot tell: the live database is PostgreSQL {major}, which is not a known major",
            why=f"known majors are {known}",
            ways_out=("update pytest-schema-audit",),
        )


@dataclass(frozen=True)
class LiveCatalog:
    """What was read of a live database.

    :ivar snapshot: its objects.
    :ivar description: host, port, database and version; safe to print.
    :ivar ledger: rows of the migrations' ledger; ``None`` where there is no such table.
    :ivar ledger_refused: whether the role may not read the ledger.
    """

    snapshot: Snapshot
    description: str
    ledger: tuple[LedgerRow, ...] | None = None
    ledger_refused: bool = False


def read_live(conninfo: str, plan: Plan | None = None) -> LiveCatalog:
    """Read a live database's catalog in one short read-only transaction.

    :param conninfo: anything libpq accepts; may hold a password, which no error shows.
    :param plan: the migrations whose ledger to read as well.
    :raises LiveError: no connection, an unknown major, or the connection broke.
    """
    with _connected(conninfo) as conn:
        major = conn.info.server_version // 10000
        if major not in KNOWN_MAJORS:
            raise LiveError.unknown_major(major)
        try:
            with conn.transaction():
                conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                for statement in TIMEOUTS.split("; "):
                    conn.execute(statement.encode())
                snapshot = read_snapshot(conn)
                ledger, refused = _ledger(conn, snapshot, plan)
        except psycopg.Error as error:
            raise LiveError.lost(redact(str(error).strip())) from None
        info = conn.info
        version = conn.info.parameter_status("server_version") or str(major)
        place = f"{info.dbname} on {info.host or 'localhost'}:{info.port}"
        description = f"PostgreSQL {version.split()[0]}, live database {place}"
        return LiveCatalog(snapshot, description, ledger, refused)


def _ledger(
    conn: psycopg.Connection[Any], snapshot: Snapshot, plan: Plan | None
) -> tuple[tuple[LedgerRow, ...] | None, bool]:
    """Read the ledger if it is there and the role may; asking first costs no failed statement."""
    query = ledger_query(plan) if plan else None
    table = plan.ledger if plan else None
    if query is None or table is None or table not in snapshot.tables:
        return None, False
    name = ".".join(map(quote, table))
    may = conn.execute("SELECT pg_catalog.has_table_privilege(%s, 'SELECT')", (name,)).fetchone()
    if not (may and may[0]):
        return None, True
    return tuple(conn.execute(query.encode()).fetchall()), False


@contextmanager
def _connected(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        # No prepared statements: a pooler may hand each transaction to another session.
        conn = psycopg.connect(conninfo, autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise LiveError.unreachable(redact(str(error).strip())) from None
    with conn:
        yield conn


@contextmanager
def private_copy(
    snapshot: Snapshot, provided: Callable[[], AbstractContextManager[Server]]
) -> Iterator[psycopg.Connection[Any]]:
    """Have an empty database of the same shape on a private server.

    :param provided: enters a server of the snapshot's major.
    """
    with (
        provided() as server,
        scratch_database(server) as conninfo,
        psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn,
    ):
        rebuild(conn, snapshot)
        yield conn
