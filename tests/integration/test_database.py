"""The scratch database: fresh, of its own, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from pytest_schema_audit import database
from pytest_schema_audit.database import (
    LeftoverWarning,
    cloned_database,
    scratch_database,
    superuser_warning,
)
from pytest_schema_audit.servers import Server, ServerRequest, provide
from pytest_schema_audit.servers.errors import DatabaseError, UrlError
from pytest_schema_audit.servers.url import connect
from tests.fix_servers import script

from .test_interrupt import wait_until


@pytest.fixture
def guest(server: Server) -> Server:
    """The same server as if it were the user's own."""
    return replace(server, kind="url")


@pytest.fixture(params=["embedded", "url"])
def either(server: Server, request: pytest.FixtureRequest) -> Server:
    return replace(server, kind=request.param)


@pytest.fixture
def outside(server: Server) -> Iterator[psycopg.Connection]:
    """A connection to the maintenance database."""
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        yield connection


def databases(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def roles(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}


def test_is_fresh_and_dropped(either: Server, outside: psycopg.Connection) -> None:
    before = databases(outside)
    with scratch_database(either) as conninfo, psycopg.connect(conninfo) as connection:
        (name,) = databases(outside) - before
        assert connection.info.dbname == name
        row = connection.execute("SELECT count(*) FROM pg_class WHERE oid >= 16384").fetchone()
        assert row == (0,)
    assert databases(outside) == before


def test_is_dropped_although_somebody_is_connected(
    either: Server, outside: psycopg.Connection
) -> None:
    before = databases(outside)
    with scratch_database(either) as conninfo:
        connection = psycopg.connect(conninfo)
    assert databases(outside) == before
    connection.close()


def test_is_dropped_after_an_exception(either: Server, outside: psycopg.Connection) -> None:
    before = databases(outside)
    with pytest.raises(ZeroDivisionError), scratch_database(either):
        raise ZeroDivisionError
    assert databases(outside) == before


def test_is_dropped_although_the_sql_ended_the_connection_that_made_it(
    either: Server, outside: psycopg.Connection
) -> None:
    before = databases(outside)
    with scratch_database(either) as conninfo, connect(conninfo) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid NOT IN (pg_backend_pid(), %s) AND backend_type = 'client backend'",
            [outside.info.backend_pid],
        )
        connection.execute("CREATE ROLE made_here")
    assert databases(outside) == before
    assert "made_here" not in roles(outside)


def test_a_server_that_is_gone_is_told_in_words_of_ours(server: Server) -> None:
    request = ServerRequest("embedded", major=server.major)
    with pytest.raises(UrlError), ExitStack() as databases, provide(request) as own:
        databases.enter_context(scratch_database(own))


def test_is_dropped_when_an_interrupt_comes_while_it_is_created(
    either: Server, outside: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = database._create

    def interrupted(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        create(*arguments)

    monkeypatch.setattr(database, "_create", interrupted)
    before, handler = databases(outside), signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), scratch_database(either):
            raise AssertionError("unreachable: the interrupt was for whoever wants a database")
    finally:
        signal.signal(signal.SIGINT, handler)
    assert databases(outside) == before


@pytest.mark.usefixtures("interrupts")
@pytest.mark.parametrize("copied", [False, True], ids=["scratch", "clone"])
def test_an_interrupt_ends_a_creation_that_waits(
    either: Server, outside: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, copied: bool
) -> None:
    create, drop = database._create, database._drop
    ended, in_time = threading.Event(), []
    with ExitStack() as stack:
        original = stack.enter_context(scratch_database(either)) if copied else ""
        locking = stack.enter_context(psycopg.connect(either.conninfo))
        thread = threading.Thread(target=interrupt_who_waits, args=(outside, locking, ended))

        def create_late(*arguments: Any) -> None:
            locking.execute("LOCK TABLE pg_database IN ACCESS EXCLUSIVE MODE")
            thread.start()
            create(*arguments)

        def drop_now(*arguments: Any) -> None:
            in_time.append(not ended.is_set())
            ended.set()
            locking.rollback()
            drop(*arguments)

        before = databases(outside)
        with monkeypatch.context() as patched:
            patched.setattr(database, "_create", create_late)
            patched.setattr(database, "_drop", drop_now)
            making = cloned_database(either, original) if copied else scratch_database(either)
            with pytest.raises(KeyboardInterrupt), making:
                raise AssertionError("unreachable: the interrupt was for whoever wants a database")
        thread.join()
        assert in_time == [True]
        assert databases(outside) == before


def test_an_interrupt_in_the_steps_of_psycopg_leaves_nothing(
    either: Server, outside: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, wait = database._create, psycopg.Connection.wait

    def steps(generator: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        yield next(generator)
        raise KeyboardInterrupt

    def create_interrupted(*arguments: Any) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(
                psycopg.Connection, "wait", lambda self, generator: wait(self, steps(generator))
            )
            create(*arguments)

    monkeypatch.setattr(database, "_create", create_interrupted)
    before = databases(outside)
    with pytest.raises(KeyboardInterrupt), scratch_database(either):
        raise AssertionError("unreachable: the interrupt was for whoever wants a database")
    assert databases(outside) == before


def interrupt_who_waits(
    outside: psycopg.Connection, locking: psycopg.Connection, ended: threading.Event
) -> None:
    """Interrupt the main thread once it waits for a lock; let it go on when that changes nothing."""
    query = "SELECT 1 FROM pg_locks WHERE NOT granted"
    wait_until(lambda: bool(outside.execute(query).fetchall()), 10)
    os.kill(os.getpid(), signal.SIGINT)
    if not ended.wait(3):
        ended.set()
        locking.rollback()


def test_two_at_once(either: Server) -> None:
    with scratch_database(either) as one, scratch_database(either) as other:
        assert conninfo_to_dict(one)["dbname"] != conninfo_to_dict(other)["dbname"]


def test_what_stands_in_template1_is_not_in_it(either: Server, outside: psycopg.Connection) -> None:
    template = psycopg.conninfo.make_conninfo(either.conninfo, dbname="template1")
    with psycopg.connect(template, autocommit=True) as connection:
        connection.execute("CREATE TABLE stray ()")
    try:
        with scratch_database(either) as conninfo, psycopg.connect(conninfo) as connection:
            assert connection.execute("SELECT to_regclass('stray')").fetchone() == (None,)
    finally:
        with psycopg.connect(template, autocommit=True) as connection:
            connection.execute("DROP TABLE stray")
    assert outside.info.dbname == "postgres"


def test_roles_that_appeared_are_dropped(either: Server, outside: psycopg.Connection) -> None:
    before = roles(outside)
    with scratch_database(either) as conninfo:
        with psycopg.connect(conninfo) as connection:
            connection.execute(
                "CREATE ROLE zz_owner; CREATE ROLE aa_member IN ROLE zz_owner;"
                "CREATE TABLE t (); ALTER TABLE t OWNER TO zz_owner;"
                "GRANT SELECT ON t TO aa_member"
            )
        assert roles(outside) == before | {"zz_owner", "aa_member"}
    assert roles(outside) == before


def test_roles_that_others_made_are_kept(guest: Server, outside: psycopg.Connection) -> None:
    with scratch_database(guest, made_role={"ours"}.__contains__):
        outside.execute("CREATE ROLE ours")
        outside.execute("CREATE ROLE theirs")
    assert roles(outside) & {"ours", "theirs"} == {"theirs"}
    outside.execute("DROP ROLE theirs")


def test_a_role_that_cannot_be_dropped_is_told(guest: Server, outside: psycopg.Connection) -> None:
    scratch = scratch_database(guest)
    scratch.__enter__()
    outside.execute("CREATE ROLE kept_role")
    outside.execute("GRANT CONNECT ON DATABASE postgres TO kept_role")
    with pytest.warns(LeftoverWarning, match="roles left on PostgreSQL .*: kept_role "):
        scratch.__exit__(None, None, None)
    outside.execute("DROP OWNED BY kept_role; DROP ROLE kept_role")


KILLED = """
import signal
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers.protocol import Server

server = Server("url", 160000, sys.argv[3], "a server")
with scratch_database(server):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_next_run_drops_what_a_killed_one_left(
    guest: Server, outside: psycopg.Connection
) -> None:
    before = databases(outside)
    command = [sys.executable, "-c", script(KILLED), str(os.geteuid()), "16", guest.conninfo]

    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    (left,) = databases(outside) - before
    # The server notices a client's death when it next reads from it.
    locks = "SELECT FROM pg_locks WHERE locktype = 'advisory'"
    wait_until(lambda: outside.execute(locks).fetchone() is None)
    with scratch_database(guest):
        assert left not in databases(outside)
    assert databases(outside) == before


def test_a_living_run_s_database_is_kept(guest: Server, outside: psycopg.Connection) -> None:
    with scratch_database(guest) as conninfo, scratch_database(guest):
        assert conninfo_to_dict(conninfo)["dbname"] in databases(outside)


def test_a_database_that_only_looks_like_ours_is_kept(
    guest: Server, outside: psycopg.Connection
) -> None:
    outside.execute("CREATE DATABASE schema_audit_of_mine")
    with scratch_database(guest):
        assert "schema_audit_of_mine" in databases(outside)
    outside.execute("DROP DATABASE schema_audit_of_mine")


def test_a_superuser_is_warned_about(guest: Server) -> None:
    assert superuser_warning(guest) == (
        f"postgres is a superuser on {guest.description}: the migrations may do anything to that "
        "server. A role with CREATEDB is enough for an audit."
    )


def test_a_private_server_needs_no_warning(server: Server) -> None:
    assert superuser_warning(server) is None


def test_an_ordinary_role_needs_no_warning(guest: Server, outside: psycopg.Connection) -> None:
    outside.execute("CREATE ROLE ordinary LOGIN CREATEDB")
    conninfo = psycopg.conninfo.make_conninfo(guest.conninfo, user="ordinary")
    try:
        ordinary = replace(guest, conninfo=conninfo)
        assert superuser_warning(ordinary) is None
        with scratch_database(ordinary) as created, psycopg.connect(created) as connection:
            assert connection.info.user == "ordinary"
    finally:
        outside.execute("DROP ROLE ordinary")


def test_a_server_that_is_gone(guest: Server) -> None:
    gone = replace(guest, conninfo="host=/nowhere user=app password=s3cret dbname=app")
    with pytest.raises(UrlError) as caught, scratch_database(gone):
        pass
    assert str(caught.value).startswith("no connection to the server /nowhere:5432 as app\n")
    assert "s3cret" not in str(caught.value)


def test_a_server_that_only_reads(guest: Server) -> None:
    options = "-c default_transaction_read_only=on"
    conninfo = psycopg.conninfo.make_conninfo(guest.conninfo, options=options)
    with (
        pytest.raises(DatabaseError, match="no scratch database can be created"),
        scratch_database(replace(guest, conninfo=conninfo)),
    ):
        pass


def test_one_with_a_subscription_is_dropped_too(server: Server) -> None:
    with scratch_database(server) as conninfo, psycopg.connect(conninfo, autocommit=True) as conn:
        name = conn.info.dbname
        conn.execute(
            "CREATE SUBSCRIPTION s CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false)"
        )
    with connect(server.conninfo) as connection:
        query = "SELECT count(*) FROM pg_catalog.pg_database WHERE datname = %s"
        assert connection.execute(query, [name]).fetchone() == (0,)
