"""Applying a plan to a database, and single SQL files: seed, prelude."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from .errors import MigrationError
from .executor import LedgerFailed, own
from .failure import Failure, MigrationFailed, ScriptFailed, StatementFailed
from .layouts import LAYOUTS
from .layouts.conduct import identifier
from .layouts.layout import Conductor
from .plan import Applied, History, Migration, Plan
from .psql import run_file
from .script import Script
from .session import Outcome, ServerMessage, Session, connected

_NEXT_XID = b"SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text"
_UNIQUE_VIOLATION = "23505"

Listener = Callable[[Migration], object]


def apply(conninfo: str, plan: Plan, *, on_applied: Listener = lambda _: None) -> History:
    """Apply every migration of a plan in order, as its own tool would.

    :param conninfo: libpq connection string of a database that is ours to change.
    :param on_applied: called after each migration.
    :raises MigrationFailed: at the first that does not run to its end.
    :raises MigrationError: when the database cannot be connected to or a file not be read.
    """
    conductor = LAYOUTS[plan.layout].conduct(plan)
    steps = _Steps()
    with connected(conninfo) as session:
        _prepare(conductor, session, plan.options.schema)
        steps.begin(session)
        for migration in plan.migrations:
            started = time.perf_counter()
            _run(conductor, session, migration, steps)
            steps.add(session, migration, time.perf_counter() - started)
            on_applied(migration)
        conductor.finish(session)
        return History(steps.all_applied())


def _prepare(conductor: Conductor, session: Session, schema: str) -> None:
    try:
        if schema:
            own(session, f"SET search_path = {identifier(schema)}")
        conductor.prepare(session)
    except LedgerFailed as failed:
        raise MigrationError.no_ledger(failed.sql, failed.message.primary) from failed


class _Steps:
    """What ran so far, each between two transaction ids that are asked for and not waited for."""

    def __init__(self) -> None:
        self._done: list[tuple[Migration, float]] = []
        self._xids: list[Callable[[], Outcome]] = []

    def begin(self, session: Session) -> None:
        """Ask for the first id that can be the next migration's."""
        self._xids.append(session.send_ahead(_NEXT_XID))

    def add(self, session: Session, migration: Migration, seconds: float) -> None:
        """Take a migration that ran to its end."""
        self._done.append((migration, seconds))
        self.begin(session)

    def applied(self) -> tuple[Applied, ...]:
        """All that ran, as far as the server has told its ids: one that is gone does not."""
        answers = (answer() for answer in self._xids)
        xids = [int(outcome.rows[0][0] or 0) for outcome in answers if outcome.rows]
        return tuple(
            Applied(migration, first, last, seconds)
            for (migration, seconds), (first, last) in zip(self._done, pairwise(xids), strict=False)
        )

    def all_applied(self) -> tuple[Applied, ...]:
        """All that ran.

        :raises MigrationError: when the server is gone before it told their ids.
        """
        applied, error = self.applied(), self._xids[-1]().error
        if error is not None:
            raise MigrationError.unreachable(error.primary)
        return applied


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


def _run(conductor: Conductor, session: Session, migration: Migration, steps: _Steps) -> None:
    try:
        conductor.run(session, migration)
        _refuse_open_transaction(session, Script(migration.path, ""))
    except StatementFailed as failed:
        raise MigrationFailed(migration, failed.failure, steps.applied()) from failed
    except LedgerFailed as failed:
        note = f"the file itself ran; its tool then cannot record it, because {_why(failed)}"
        failure = Failure(Script(migration.path, ""), failed.message, note=note)
        raise MigrationFailed(migration, failure, steps.applied()) from failed


def _why(failed: LedgerFailed) -> str:
    if failed.message.sqlstate == _UNIQUE_VIOLATION:
        return "its ledger has that version already, from another file"
    begin = " ".join(failed.sql.split()[:3])
    return f"the session that the file leaves behind refuses: {begin} …"


def _refuse_open_transaction(session: Session, script: Script) -> None:
    if session.in_transaction:
        message = ServerMessage("ERROR", "", "a transaction is left open, and never commits")
        note = "a BEGIN or START TRANSACTION in the file has no COMMIT"
        raise StatementFailed(Failure(script, message, note=note))
