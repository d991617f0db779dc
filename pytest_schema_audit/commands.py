"""The team's own commands, run against the audited database."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

from psycopg import pq
from psycopg.conninfo import conninfo_to_dict

from .servers import redact
from .servers.variables import overruling
from .signals import held
from .values import Command

_TAIL = 3000
"""Bytes of output that are kept: its end, where programs say what went wrong."""

_OUT_OF_TIME = "out of time"


@dataclass(frozen=True, slots=True)
class CommandResult:
    """How a command ended.

    :ivar text: what the shell was given, without passwords.
    :ivar failed: whether it counts as a failure.
    :ivar ending: how it ended, in a few words.
    :ivar output: the end of what it wrote, standard error among it, without passwords.
    """

    text: str
    failed: bool
    ending: str
    output: str


def run_command(
    command: Command, conninfo: str, folder: Path, timeout: float, setting: str = ""
) -> CommandResult:
    """Run a command in the shell, with the audited database in its environment.

    :param command: the command.
    :param conninfo: connection string of the database; it never shows up in the result.
    :param folder: where to run it.
    :param timeout: seconds after which it, and all that it started, is killed.
    :param setting: the setting that gives the time, for the text.
    """
    parameters = _wanted(conninfo)
    environment = {**_without_postgres(), **environment_of(parameters)}
    with tempfile.TemporaryFile() as output:
        ending = _ending(command.text, folder, environment, output, timeout)
        text = redact(_tail(output), parameters.get("password", ""))
    if ending == _OUT_OF_TIME:
        ending = f"killed after {timeout:g} seconds{f' ({setting})' if setting else ''}"
    return CommandResult(redact(command.text), ending != "exit status 0", ending, text)


def _ending(
    text: str, folder: Path, environment: dict[str, str], output: IO[bytes], timeout: float
) -> str:
    with ExitStack() as stack:
        # Else a signal could come between the start of the command and who ends it.
        with held():
            process = subprocess.Popen(
                text,
                shell=True,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            stack.callback(_kill_group, process)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            return _OUT_OF_TIME
    return f"exit status {status}" if status >= 0 else f"ended by {signal.Signals(-status).name}"


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever the command left running: it would hold on to the database."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _tail(output: IO[bytes]) -> str:
    size = output.seek(0, os.SEEK_END)
    output.seek(max(0, size - _TAIL))
    text = output.read().decode(errors="replace").strip()
    return f"…\n{text}" if size > _TAIL else text


def _without_postgres() -> dict[str, str]:
    """Our own environment without settings of libpq's, which would mix with ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _wanted(conninfo: str) -> dict[str, str]:
    """What a connection needs said: not what only keeps libpq's variables out."""
    said = {key: str(value) for key, value in conninfo_to_dict(conninfo).items() if value}
    defaults = overruling()
    return {key: value for key, value in said.items() if defaults.get(key) != value}


def environment_of(parameters: dict[str, str]) -> dict[str, str]:
    """Return ``DATABASE_URL`` and the ``PG*`` variables for a connection.

    :param parameters: libpq keywords and values (PostgreSQL documentation, "Parameter Key
        Words" and "Environment Variables").
    """
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in pq.Conninfo.get_defaults()
        if option.envvar
    }
    known = {variables[key]: value for key, value in parameters.items() if key in variables}
    return {**known, "DATABASE_URL": database_url(parameters)}


def database_url(parameters: dict[str, str]) -> str:
    """Return a connection as a URL.

    A socket folder goes into the query, beside a host name that is only there for form: libpq
    lets the query win, and Prisma refuses a URL without one.
    """
    rest = dict(parameters)
    user, password = rest.pop("user", ""), rest.pop("password", "")
    database, port = rest.pop("dbname", ""), rest.pop("port", "")
    host = rest.pop("host", "localhost")
    if host.startswith("/"):
        rest["host"], host = host, "localhost"
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    address = f"[{host}]" if ":" in host else host
    address += f":{port}" if port else ""
    query = f"?{urlencode(rest, quote_via=quote, safe='/')}" if rest else ""
    return f"postgresql://{login}@{address}/{quote(database, safe='')}{query}"
