"""A first manifest describes any schema: the audit right after it is green."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers import Server
from tests.property.audits import Bench, bench
from tests.property.schemas import schemas

FEW = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=2000, derandomize=False, phases=tuple(Phase))


@pytest.fixture(scope="module")
def opened(server: Server) -> Iterator[Bench]:
    with scratch_database(server) as conninfo, bench(conninfo) as made:
        yield made


def assert_described(opened: Bench, major: int, data: DataObject) -> None:
    schema = data.draw(schemas(major))
    opened.make(schema.statements)
    aspects = data.draw(st.sampled_from(((), ("comments",), ("comments", "column-order"))))
    files = opened.first(data.draw(st.sampled_from(("schema", "table"))), aspects)
    opened.write(files)
    assert opened.drift() == {}
    opened.make(schema.statements)
    assert opened.snapshot() == opened.snapshot()


@given(data=st.data())
@FEW
def test_audit_after_init_is_green(opened: Bench, server: Server, data: DataObject) -> None:
    assert_described(opened, server.major, data)


@pytest.mark.deep
@given(data=st.data())
@MANY
def test_audit_after_init_is_green_deep(opened: Bench, server: Server, data: DataObject) -> None:
    assert_described(opened, server.major, data)
