"""An update after any one change: the audit is green, and nothing else was touched."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from pytest_schema_audit.manifest.expectation import Expectation
from tests.property.audits import Bench, annotated, described, surplus
from tests.property.changes import changes
from tests.property.profiles import FEW, MANY
from tests.property.schemas import schemas

ASPECTS = st.sampled_from(((), ("comments",), ("comments", "column-order")))
SPLITS = st.sampled_from(("schema", "table"))


def assert_updated(opened: Bench, data: DataObject) -> None:
    schema = data.draw(schemas(opened.major))
    aspects, split = data.draw(ASPECTS), data.draw(SPLITS)
    opened.make(schema.statements)
    files = opened.first(split, aspects)
    opened.write(annotated(files) if data.draw(st.booleans()) else files)
    before = opened.expectations()
    assume(changed(opened, data.draw(changes(schema))))
    wanted = described(opened, aspects)
    assume(wanted)  # a manifest that expects nothing is refused, as it could only pass

    done = opened.update()
    diff = "\n".join(done.diff(opened.folder))
    done.write()

    assert done.left == ()
    assert opened.drift() == {}
    assert not opened.update().files
    after = opened.expectations()
    assert named(wanted) <= named(after)
    assert surplus(diff, before, after) == ""


def named(entries: Iterable[Expectation]) -> set[tuple[str, ...]]:
    """What is described.

    How is a matter of the drift: spellings that mean the same stay, and so does the entry of a
    partition's index that a new one of its parent takes over.
    """
    return {(entry.kind, entry.schema, entry.table, entry.name) for entry in entries}


def changed(opened: Bench, statement: str | None) -> bool:
    """Make a change, if PostgreSQL lets it be made here."""
    if statement is None:
        return False
    try:
        opened.execute([statement])
    except psycopg.Error:
        return False
    return True


@given(data=st.data())
@settings(FEW, max_examples=20)
def test_any_change(opened: Bench, data: DataObject) -> None:
    assert_updated(opened, data)


@pytest.mark.deep
@given(data=st.data())
@MANY
def test_thousands_of_changes(opened: Bench, data: DataObject) -> None:
    assert_updated(opened, data)
