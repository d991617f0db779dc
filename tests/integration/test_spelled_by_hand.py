"""The reference database described as people write definitions, not as PostgreSQL prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pytest_schema_audit.audit import migrated, read_evidence
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Plan, apply, discover
from pytest_schema_audit.outline import Outline, outline
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import ItemKey, Same, Verdict
from pytest_schema_audit.verdicts import verdicts
from tests.integration.test_init import dumped

MEDSPA = Path(__file__).parents[1] / "medspa"
WANTED = {"table": 55, "index": 245, "foreign_key": 26, "unique": 45, "enum": 64, "column": 920}

NewDatabase = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return discover(MEDSPA / "prisma/migrations")


@pytest.fixture(scope="module")
def items(plan: Plan) -> Outline:
    """The items of the manifest spelled by hand."""
    suite = load_suite(MEDSPA / "handwritten")
    return outline(suite, [migration.name for migration in plan.migrations])


def drift(found: dict[ItemKey, Verdict]) -> dict[ItemKey, Verdict]:
    return {key: verdict for key, verdict in found.items() if not isinstance(verdict, Same)}


def test_no_finding(server: Server, plan: Plan, items: Outline) -> None:
    with migrated(server, items, plan) as made:
        found = dict(made.verdicts)
    counts = Counter(key.name.partition(".")[0] for key in found)
    assert {kind: counts[kind] for kind in WANTED} == WANTED
    assert drift(found) == {}


def test_no_finding_in_a_copy_restored_by_pg_dump(
    new_database: NewDatabase, plan: Plan, items: Outline, tmp_path: Path
) -> None:
    with new_database() as origin, new_database() as copy:
        apply(origin, plan)
        restore(dumped(origin), copy, tmp_path)
        with connected(copy) as connection:
            evidence = read_evidence(connection, items, plan)
            found = verdicts(evidence, lambda: nullcontext(connection))
    assert len(found) > 1500
    # Rows are counted in the copy as well, but a dump of the schema has none.
    assert {key for key in drift(found) if not key.name.startswith("rows.")} == set()


def restore(dump: str, conninfo: str, folder: Path) -> None:
    file = folder / "schema.sql"
    file.write_text(dump, encoding="utf-8")
    apply(conninfo, discover(file))


@contextmanager
def connected(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as connection:
        yield connection
