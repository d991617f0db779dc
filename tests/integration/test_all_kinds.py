"""One of everything that a schema can hold: described, audited, restored, and live."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pytest_schema_audit.kinds import ASPECTS, PLURALS
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import apply, discover
from tests.integration.test_init import dumped
from tests.property.audits import Bench, bench

SCHEMA = Path(__file__).with_name("all_kinds.sql")
ABSENT = {"base type", "extension", "subscription", "transform"}
"""Kinds that need a library, an extension or another server."""

NewDatabase = Callable[[], AbstractContextManager[str]]


def made(opened: Bench) -> None:
    apply(opened.conninfo, discover(SCHEMA))


@pytest.mark.parametrize("aspects", [(), ASPECTS], ids=["", "all aspects"])
def test_described_and_audited(new_database: NewDatabase, aspects: tuple[str, ...]) -> None:
    with new_database() as conninfo, bench(conninfo) as opened:
        made(opened)
        files = opened.first(aspects=aspects)
        opened.write(files)
        assert opened.drift() == {}
        assert not opened.update().files
        assert "allow" not in "".join(files.values()).partition("$schema")[0]
        assert opened.first(aspects=aspects) == files


def test_every_kind_is_there(new_database: NewDatabase) -> None:
    with new_database() as conninfo, bench(conninfo) as opened:
        made(opened)
        opened.write(opened.first(aspects=ASPECTS))
        suite = load_suite(opened.folder)
    described = {entry.kind.replace("_", " ") for f in suite.files for entry in f.expectations}
    # A schema with objects in it needs no entry, and default privileges have one for each role.
    assert set(PLURALS) - described <= ABSENT


@pytest.mark.parametrize("aspects", [(), ASPECTS], ids=["", "all aspects"])
def test_restored_by_pg_dump(
    new_database: NewDatabase, tmp_path: Path, aspects: tuple[str, ...]
) -> None:
    with new_database() as conninfo, bench(conninfo) as opened:
        made(opened)
        files = opened.first(aspects=aspects)
        dump = tmp_path / "schema.sql"
        dump.write_text(dumped(conninfo), encoding="utf-8")
        with new_database() as copy, bench(copy) as restored:
            apply(copy, discover(dump))
            restored.write(files)
            assert restored.drift() == {}
