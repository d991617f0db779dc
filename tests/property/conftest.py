"""A database that all examples of a module share, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers import Server
from tests.property.audits import Bench, bench


@pytest.fixture(scope="module")
def opened(server: Server) -> Iterator[Bench]:
    with scratch_database(server) as conninfo, bench(conninfo) as made:
        yield made
