"""A first manifest describes any schema: the audit right after it is green."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.property.audits import Bench
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
@MANY
def test_thousands_of_schemas(opened: Bench, data: DataObject) -> None:
    assert_described(opened, data)
