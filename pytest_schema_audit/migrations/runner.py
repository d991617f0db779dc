"""Applying a plan to a database, and single SQL files: seed, prelude."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from .executor import LedgerFailed, own
from .failure import Failure, MigrationFailed, ScriptFailed, StatementFailed
from .layouts import LAYOUTS
from .layouts.layout import Conductor
from .plan import Applied, History, Migration, Plan
from .psql import run_file
from .script import Script
from .session import ServerMessage, Session, connected

_NEXT_XID = "SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text"

Listener = Callable[[Applied], object]


def apply(conninfo: str, plan: Plan, *, on_applied: Listener = lambda _: None) -> History:
    """Apply every migration of a plan in order, as its own tool would.

    :param conninfo: libpq connection string of a database that is ours to change.
    :param on_applied: called after each migration.
    :raises MigrationFailed: at the first that does not run to its end.
    :raises MigrationError: when the database cannot be connected to or a file not be read.
    """
    conductor = LAYOUTS[plan.layout].conduct(plan)
    applied: list[Applied] = []
    with connected(conninfo) as session:
        conductor.prepare(session)
        xid = _next_xid(session)
        for migration in plan.migrations:
            started = time.perf_counter()
            _run(conductor, session, migration, tuple(applied))
            first, xid = xid, _next_xid(session)
            applied.append(Applied(migration, first, xid, time.perf_counter() - started))
            on_applied(applied[-1])
        conductor.finish(session)
    return History(tuple(applied))


def run_script(conninfo: str, path: Path) -> None:
    """Run a SQL file as ``psql --set ON_ERROR_STOP=1 --file`` does, in a session of its own.

    :raises ScriptFailed: at the statement that failed.
    :raises MigrationError: when the file cannot be read or no connection be made.
    """
    script = Script.read(path)
    with connected(conninfo) as session:
        try:
            run_file(session, script)
            _refuse_open_transaction(session, script)
        except StatementFailed as failed:
            raise ScriptFailed(failed.failure) from failed


def _run(
    conductor: Conductor, session: Session, migration: Migration, applied: tuple[Applied, ...]
) -> None:
    try:
        conductor.run(session, migration)
        _refuse_open_transaction(session, Script(migration.path, ""))
    except StatementFailed as failed:
        raise MigrationFailed(migration, failed.failure, applied) from failed
    except LedgerFailed as failed:
        note = (
            "the file itself ran; its tool then cannot record it, because the session that the "
            f"file leaves behind refuses: {' '.join(failed.sql.split()[:3])} …"
        )
        failure = Failure(Script(migration.path, ""), failed.message, note=note)
        raise MigrationFailed(migration, failure, applied) from failed


def _next_xid(session: Session) -> int:
    ((value,),) = own(session, _NEXT_XID)
    return int(value or 0)


def _refuse_open_transaction(session: Session, script: Script) -> None:
    if session.in_transaction:
        message = ServerMessage("ERROR", "", "a transaction is left open, and never commits")
        note = "a BEGIN or START TRANSACTION in the file has no COMMIT"
        raise StatementFailed(Failure(script, message, note=note))
