"""The scratch database of a run: made fresh, dropped at the end, whatever happened in between."""

from __future__ import annotations

import contextlib
import re
import secrets
import select
import time
import warnings
from collections.abc import Callable, Iterator, Sequence

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from .servers.errors import DatabaseError
from .servers.protocol import Server
from .servers.redact import redact
from .servers.url import connect

_PREFIX = "schema_audit"
_CLOSING_SECONDS = 0.05


class LeftoverWarning(UserWarning):
    """Something the migrations made on a server of the user's could not be removed."""


@contextlib.contextmanager
def scratch_database(
    server: Server, *, made_role: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """Create a database, and drop it at the end together with the roles that came meanwhile.

    It is a copy of ``template0``, so that nothing of the server's own ``template1`` is audited.
    On a server of the user's, databases that killed runs left there are dropped first.

    :param server: where to create it.
    :param made_role: tells whether a role that appeared meanwhile was made by the migrations
        and may be dropped; without it every role that appeared is dropped.
    :returns: the conninfo of the new database; it may hold a password.
    :raises DatabaseError: it cannot be created or dropped.
    """
    with connect(server.conninfo) as connection:
        before = _roles(connection)
        with _marked_name(connection, server) as name, contextlib.ExitStack() as stack:
            stack.callback(_clean_up, connection, server, name, before, made_role)
            with _kept_for_an_interrupt(stack):
                _create(connection, server, name)
            yield make_conninfo(server.conninfo, dbname=name)


@contextlib.contextmanager
def cloned_database(server: Server, conninfo: str) -> Iterator[str]:
    """Create a copy of a scratch database, and drop it at the end.

    :param server: where it is.
    :param conninfo: the database to copy, to which nobody is connected.
    :returns: the conninfo of the copy; it may hold a password.
    :raises DatabaseError: it cannot be created or dropped.
    """
    original = str(conninfo_to_dict(conninfo)["dbname"])
    with (
        connect(server.conninfo) as connection,
        _marked_name(connection, server) as name,
        contextlib.ExitStack() as stack,
    ):
        _wait_until_unused(connection, original)
        stack.callback(_drop, connection, server, name)
        with _kept_for_an_interrupt(stack):
            _create(connection, server, name, original)
        yield make_conninfo(conninfo, dbname=name)


@contextlib.contextmanager
def _kept_for_an_interrupt(stack: contextlib.ExitStack) -> Iterator[None]:
    """Create a database inside the block, whose dropping is in the stack already.

    So an interrupt in the middle finds it; a creation that fails leaves nothing to drop.
    """
    try:
        yield
    except DatabaseError:
        stack.pop_all()
        raise


def declare(
    conninfo: str, roles: Sequence[str], settings: Sequence[tuple[str, Sequence[str]]]
) -> None:
    """Make roles that are not there, and give the database settings, for sessions to come.

    :param conninfo: a scratch database.
    :param roles: their names.
    :param settings: of the database, each with its values.
    :raises DatabaseError: the server refuses one.
    """
    if not (roles or settings):
        return
    with connect(conninfo) as connection:
        there = _roles(connection)
        for role in roles:
            if role not in there:
                create = sql.SQL("CREATE ROLE {}").format(sql.Identifier(role))
                _declare(connection, f"role {role}", create)
        database = sql.Identifier(connection.info.dbname)
        for name, values in settings:
            change = sql.SQL("ALTER DATABASE {} SET {} = {}").format(
                database,
                sql.Identifier(*name.split(".")),
                sql.SQL(", ").join(map(sql.Literal, values)),
            )
            _declare(connection, f"setting {name}", change)


def _declare(connection: psycopg.Connection, what: str, statement: sql.Composed) -> None:
    try:
        connection.execute(statement)
    except psycopg.Error as error:
        raise DatabaseError.not_declared(what, _text(error)) from error


def superuser_warning(server: Server) -> str | None:
    """What to tell a user whose URL is a superuser's, or nothing.

    Migrations are code: on a server of the user's they may do whatever that role may do.

    :param server: any server; only one given by URL is asked.
    :raises UrlError: no connection.
    """
    if server.kind != "url":
        return None
    with connect(server.conninfo) as connection:
        query = "SELECT rolname, rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user"
        row = connection.execute(query).fetchone()
    if row is None or not row[1]:
        return None
    return (
        f"{row[0]} is a superuser on {server.description}: the migrations may do anything to "
        "that server. A role with CREATEDB is enough for an audit."
    )


@contextlib.contextmanager
def _marked_name(connection: psycopg.Connection, server: Server) -> Iterator[str]:
    """A new name; on a server that outlives this process, marked as in use by a living one.

    The mark is an advisory lock on the number in the name. The server lets go of it when this
    process dies, whatever killed it; a later run that gets the lock drops the database.
    """
    if server.kind != "url":
        yield f"{_PREFIX}_{secrets.token_hex(4)}"
        return
    connection.execute("SET idle_session_timeout = 0")
    prefix = _own_prefix(connection)
    _drop_leftovers(connection, server, prefix)
    number = secrets.randbits(48)
    connection.execute("SELECT pg_catalog.pg_advisory_lock(%s)", [number])
    yield f"{prefix}{number:012x}"


def _own_prefix(connection: psycopg.Connection) -> str:
    """The beginning of our databases' names; advisory locks are per maintenance database."""
    query = "SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()"
    row = connection.execute(query).fetchone()
    return f"{_PREFIX}_{row[0] if row else 0}_"


def _create(
    connection: psycopg.Connection, server: Server, name: str, template: str = "template0"
) -> None:
    # Copying files is the fastest way where nothing is synchronised; 14 knows no other.
    fast = sql.SQL(" STRATEGY file_copy" if server.kind != "url" and server.major > 14 else "")
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}{}")
    statement = create.format(sql.Identifier(name), sql.Identifier(template), fast)
    try:
        connection.execute(statement)
    except psycopg.Error as error:
        raise DatabaseError.not_created(server, _text(error)) from error
    except KeyboardInterrupt:
        _end_statement(connection)
        raise


def _end_statement(connection: psycopg.Connection) -> None:
    """End what an interrupt left under way, so that the connection can be used.

    psycopg does that only where it waits, not where the interrupt comes in its own steps.
    """
    pgconn = connection.pgconn
    while pgconn.transaction_status == TransactionStatus.ACTIVE:
        # Again and again: a server that has not begun with the statement ignores it.
        with contextlib.suppress(psycopg.Error):
            connection.cancel_safe(timeout=1)
        poll = select.poll()
        poll.register(pgconn.socket, select.POLLIN)
        poll.poll(100)
        with contextlib.suppress(psycopg.Error):
            pgconn.consume_input()
        while not pgconn.is_busy() and pgconn.get_result() is not None:
            pass


def _clean_up(
    connection: psycopg.Connection,
    server: Server,
    name: str,
    before: set[str],
    made_role: Callable[[str], bool] | None,
) -> None:
    with _answering(connection, server) as usable, contextlib.ExitStack() as stack:
        stack.callback(_drop_new_roles, usable, server, before, made_role)
        stack.callback(_drop, usable, server, name)


@contextlib.contextmanager
def _answering(connection: psycopg.Connection, server: Server) -> Iterator[psycopg.Connection]:
    """A connection that works: another one where the SQL ended the one that was idle meanwhile.

    :raises UrlError: the server is not there any more.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(psycopg.Error):
            connection.execute("SELECT")
        yield stack.enter_context(connect(server.conninfo)) if connection.closed else connection


def _drop(connection: psycopg.Connection, server: Server, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    try:
        _wait_until_unused(connection, name)
        _drop_subscriptions(connection, server, name)
        connection.execute(statement)
    except psycopg.Error as error:
        raise DatabaseError.not_dropped(name, server.description, _text(error)) from error


def _drop_subscriptions(connection: psycopg.Connection, server: Server, name: str) -> None:
    """A database that holds a subscription cannot be dropped; the other server is left alone."""
    query = (
        "SELECT subname FROM pg_catalog.pg_subscription AS s "
        "JOIN pg_catalog.pg_database AS d ON d.oid = s.subdbid WHERE d.datname = %s"
    )
    names = [subscription for (subscription,) in connection.execute(query, [name])]
    if not names:
        return
    with connect(make_conninfo(server.conninfo, dbname=name)) as inside:
        for each in map(sql.Identifier, names):
            inside.execute(sql.SQL("ALTER SUBSCRIPTION {} DISABLE").format(each))
            inside.execute(sql.SQL("ALTER SUBSCRIPTION {} SET (slot_name = NONE)").format(each))
            inside.execute(sql.SQL("DROP SUBSCRIPTION {}").format(each))


def _wait_until_unused(connection: psycopg.Connection, name: str) -> None:
    """Give sessions that were just closed the moment they need to end.

    DROP DATABASE looks once and then sleeps for a tenth of a second (``CountOtherDBBackends``).
    """
    query = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = %s LIMIT 1"
    deadline = time.monotonic() + _CLOSING_SECONDS
    while connection.execute(query, [name]).fetchone() and time.monotonic() < deadline:
        time.sleep(0.001)


def _drop_leftovers(connection: psycopg.Connection, server: Server, prefix: str) -> None:
    query = (
        "SELECT datname FROM pg_catalog.pg_database WHERE datname ~ %s AND datdba = "
        "(SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)"
    )
    pattern = f"^{re.escape(prefix)}[0-9a-f]{{12}}$"
    for (name,) in connection.execute(query, [pattern]).fetchall():
        number = int(name.removeprefix(prefix), 16)
        row = connection.execute("SELECT pg_catalog.pg_try_advisory_lock(%s)", [number]).fetchone()
        if row and row[0]:
            _drop(connection, server, name)
            connection.execute("SELECT pg_catalog.pg_advisory_unlock(%s)", [number])


def _roles(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT rolname FROM pg_catalog.pg_roles")}


def _drop_new_roles(
    connection: psycopg.Connection,
    server: Server,
    before: set[str],
    made_role: Callable[[str], bool] | None,
) -> None:
    appeared = _roles(connection) - before
    _drop_roles(connection, server, set(filter(made_role, appeared)))


def _drop_roles(connection: psycopg.Connection, server: Server, roles: set[str]) -> None:
    left = sorted(roles)
    # A role may be kept by another one that goes later: until a round drops none.
    while left:
        failed = {role: why for role in left if (why := _drop_role(connection, role))}
        if len(failed) == len(left):
            reasons = "; ".join(failed.values())
            message = f"roles left on {server.description}: {', '.join(left)} ({reasons})"
            warnings.warn(message, LeftoverWarning, stacklevel=2)
            return
        left = list(failed)


def _drop_role(connection: psycopg.Connection, role: str) -> str | None:
    try:
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
    except psycopg.Error as error:
        return _text(error)
    return None


def _text(error: psycopg.Error) -> str:
    return redact(str(error).strip())
