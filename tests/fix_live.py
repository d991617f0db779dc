"""A second server that stands for production: it logs every statement and asks for a password."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote, urlencode

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pytest_schema_audit.servers import Server, ServerRequest, provide

from .fix_postgres import requested_major

PASSWORD = "p@ss:w/rd 'x\\%"
"""What has to be escaped in a URL, in a connection string and in a password file."""

READER = "reader"
"""A role with nothing but CONNECT and USAGE."""

_STATEMENT = re.compile(r"^.*?LOG:  (?:statement|execute <unnamed>): ", re.MULTILINE)


@dataclass(frozen=True)
class Production:
    """A database on the second server.

    :param server: the server; its conninfo is a superuser's, without a password.
    :param database: the database's name.
    :param log: the server's log.
    """

    server: Server
    database: str
    log: Path

    @property
    def folder(self) -> str:
        """The folder of the server's socket."""
        return str(conninfo_to_dict(self.server.conninfo)["host"])

    @property
    def conninfo(self) -> str:
        """The connection string of a superuser."""
        return make_conninfo(self.server.conninfo, dbname=self.database)

    def url(self, user: str = READER, password: str = PASSWORD, **parameters: str) -> str:
        """A URL for a role that needs a password; empty without one."""
        login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
        query = urlencode({"host": self.folder, **parameters}, quote_via=quote)
        return f"postgresql://{login}@/{self.database}?{query}"

    def execute(self, statements: LiteralString) -> None:
        """Run statements as a superuser."""
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(statements)

    def query(self, statement: LiteralString) -> list[tuple[object, ...]]:
        """Rows of a query of a superuser's."""
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def statements(self) -> list[str]:
        """First words of all that was logged in this database by others than its superuser."""
        lines = self.log.read_text(encoding="utf-8", errors="replace")
        entries = re.split(r"^(?=\S+@)", lines, flags=re.MULTILINE)
        mine = [line for line in entries if line.startswith(f"{READER}@{self.database} ")]
        return [_STATEMENT.sub("", line) for line in mine if _STATEMENT.match(line)]

    def messages(self) -> list[str]:
        """Everything logged of the reader's sessions that is no statement."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        mine = [line for line in lines if line.startswith(f"{READER}@{self.database} ")]
        return [line for line in mine if not _STATEMENT.match(line)]


@contextmanager
def held_up(live: Production) -> Iterator[Callable[[], int]]:
    """Lock a catalog, so that reading stops in the middle; gives what waits for the reader."""

    def waiting() -> int:
        query = (
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            f" AND usename = '{READER}' AND wait_event_type = 'Lock'"
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if found := admin.execute(query.encode()).fetchone():
                return int(found[0])
            time.sleep(0.01)
        pytest.fail("the reader never came to the locked catalog")

    with (
        psycopg.connect(live.conninfo, autocommit=True) as admin,
        psycopg.connect(live.conninfo) as locker,
    ):
        locker.execute("LOCK TABLE pg_catalog.pg_sequence IN ACCESS EXCLUSIVE MODE")
        yield waiting


@pytest.fixture(scope="session")
def production_server() -> Iterator[tuple[Server, Path]]:
    """A server of its own, and its log."""
    request = ServerRequest("embedded", major=requested_major(), download=True)
    with provide(request) as server, psycopg.connect(server.conninfo, autocommit=True) as admin:
        data = Path(_one(admin, "SHOW data_directory"))
        rules = data / "pg_hba.conf"
        rules.write_text(f"local all {READER} scram-sha-256\n{rules.read_text()}")
        admin.execute(f"CREATE ROLE {READER} LOGIN PASSWORD {psycopg.sql.quote(PASSWORD)}".encode())
        admin.execute("ALTER SYSTEM SET log_line_prefix = '%u@%d '")
        admin.execute("ALTER SYSTEM SET log_statement = 'all'")
        admin.execute("SELECT pg_reload_conf()")
        yield server, data.parent / "log"


def _one(connection: psycopg.Connection, statement: LiteralString) -> str:
    row = connection.execute(statement).fetchone()
    return str(row[0]) if row else ""


@pytest.fixture
def production(
    production_server: tuple[Server, Path], request: pytest.FixtureRequest
) -> Iterator[Production]:
    """A database of this test's own, which no role but its owner may do anything in."""
    server, log = production_server
    with psycopg.connect(server.conninfo, autocommit=True) as admin:
        number = _one(admin, "SELECT count(*) FROM pg_database")
        name = f"shop_{number}_{abs(hash(request.node.nodeid)) % 10**6}"
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        try:
            yield Production(server, name, log)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
