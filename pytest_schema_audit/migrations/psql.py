"""Running a file as `psql --set ON_ERROR_STOP=1 --file` does."""

from __future__ import annotations

import re

from .lexer import Scanner, Stop, copied_rows
from .plan import Options
from .psql_arguments import interpolated, split_arguments
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
        "SERVER_VERSION_NAME": session.server_version_name,
        "AUTOCOMMIT": "on",
        "ON_ERROR_STOP": "1",
        "LAST_ERROR_MESSAGE": "",
        "LAST_ERROR_SQLSTATE": "00000",
    }
    FileRun(session, script, State(variables), run_command).run()


_SET = re.compile(r"\\set[ \t]+(?P<arguments>[^\n]*)")


def filled(script: Script, options: Options) -> Script:
    """A file with the variables filled that it sets itself; every line stays where it is."""
    text, variables, pieces, start = script.text, dict[str, str](), list[str](), 0
    if not _SET.search(text):
        return script
    scanner = Scanner(text)
    while (stop := scanner.advance()) is not Stop.END:
        if stop is Stop.SEMICOLON:
            first = scanner.position if scanner.first is None else scanner.first
            rows = copied_rows(text, slice(first, scanner.position - 1))
            scanner.position = rows[1] if rows else scanner.position
            scanner.forget()
        elif stop is Stop.BACKSLASH:
            command = _SET.match(text, scanner.position)
            name, *values = split_arguments(command["arguments"], variables) if command else [""]
            variables[name] = "".join(values).replace("\n", " ")
            end = text.find("\n", scanner.position)
            scanner.position = len(text) if end < 0 else end
        else:
            pieces += text[start : scanner.position], interpolated(scanner.token, variables)
            scanner.position = start = scanner.position + len(scanner.token)
    return Script(script.path, "".join([*pieces, text[start:]]))
