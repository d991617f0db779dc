"""Real PostgreSQL for tests: one private server a session, one fresh database a test.

``SCHEMA_AUDIT_TEST_POSTGRES=16`` chooses the major; without it, the newest at hand, or the newest
known, downloaded, where there is none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import psycopg
import pytest

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers import Server, ServerRequest, provide


def requested_major() -> int | None:
    """The major that the environment asks for."""
    value = os.environ.get("SCHEMA_AUDIT_TEST_POSTGRES")
    return int(value) if value else None


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A private server that lives as long as the session."""
    with provide(ServerRequest("embedded", major=requested_major(), download=True)) as started:
        yield started


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The conninfo of an empty database of this test's own."""
    with scratch_database(server) as conninfo:
        yield conninfo


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """An open connection, in autocommit mode, to an empty database of this test's own."""
    with psycopg.connect(database, autocommit=True) as opened:
        yield opened


@pytest.fixture
def new_database(server: Server) -> Callable[[], AbstractContextManager[str]]:
    """What makes further databases; each call gives a context manager of a conninfo."""
    return lambda: scratch_database(server)
