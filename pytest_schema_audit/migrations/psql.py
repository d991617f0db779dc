"""Running a file as `psql --set ON_ERROR_STOP=1 --file` does."""

from __future__ import annotations

from .psql_commands import run_command
from .psql_run import FileRun, State
from .script import Script
from .session import Session


def run_file(session: Session, script: Script) -> None:
    """Run a file in the psql way, with psql's own variables set.

    :raises StatementFailed: at a statement that failed, or a command that cannot run here.
    """
    variables = {
        "USER": session.user,
        "DBNAME": session.database,
        "ENCODING": "UTF8",
        "SERVER_VERSION_NUM": str(session.server_version),
    }
    FileRun(session, script, State(variables), run_command).run()
