"""The scratch database: fresh, of its own, and gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from pytest_schema_audit.database import LeftoverWarning, scratch_database, superuser_warning
from pytest_schema_audit.servers import Server
from pytest_schema_audit.servers.errors import DatabaseError, UrlError
from pytest_schema_audit.servers.url import connect
from tests.fix_servers import script


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
