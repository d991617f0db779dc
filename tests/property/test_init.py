"""A first manifest describes any schema: the audit right after it is green."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.migrations import apply, discover
from pytest_schema_audit.servers import Server
from tests.integration.test_init import dumped
from tests.property.audits import Bench, bench
from tests.property.profiles import FEW, MANY
from tests.property.schemas import schemas

ASPECTS = st.sampled_from(((), ("comments",), ("comments", "column-order")))
SPLITS = st.sampled_from(("schema", "table"))


def assert_described(opened: Bench, data: DataObject) -> None:
    schema = data.draw(schemas(opened.major))
    aspects, split = data.draw(ASPECTS), data.draw(SPLITS)
    opened.make(schema.statements)
    files = opened.first(split, aspects)
    opened.write(files)
    assert opened.drift() == {}
    assert not opened.update().files
    opened.make(schema.statements)
    assert opened.first(split, aspects) == files


@given(data=st.data())
@FEW
def test_any_schema(opened: Bench, data: DataObject) -> None:
    assert_described(opened, data)


@pytest.mark.deep
@given(data=st.data())
@settings(MANY, max_examples=1000)
def test_a_thousand_schemas(opened: Bench, data: DataObject) -> None:
    assert_described(opened, data)


def assert_restored(opened: Bench, server: Server, data: DataObject, dump: Path) -> None:
    schema = data.draw(schemas(opened.major))
    aspects = data.draw(ASPECTS)
    opened.make(schema.statements)
    files = opened.first(aspects=aspects)
    dump.write_text(dumped(opened.conninfo), encoding="utf-8")
    with scratch_database(server) as conninfo:
        apply(conninfo, discover(dump))
        with bench(conninfo) as restored:
            assert restored.first(aspects=aspects) == files
            restored.write(files)
            assert restored.drift() == {}


@pytest.mark.deep
@given(data=st.data())
@settings(MANY, max_examples=200)
def test_hundreds_of_restored_copies(
    opened: Bench, server: Server, data: DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dump = tmp_path_factory.getbasetemp() / "dump.sql"
    assert_restored(opened, server, data, dump)
