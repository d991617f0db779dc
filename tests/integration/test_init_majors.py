"""A first manifest made on one major is green on every other one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.audit import audited
from pytest_schema_audit.catalog.read import read_snapshot
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.evidence import without
from pytest_schema_audit.first import Origin, first_files, needed
from pytest_schema_audit.initial import entries
from pytest_schema_audit.majors import KNOWN_MAJORS
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Plan, apply, discover
from pytest_schema_audit.outline import outline
from pytest_schema_audit.servers import Server, ServerRequest, provide
from pytest_schema_audit.verdict import Same, Waived

ROOT = Path(__file__).parent.parent
SCHEMAS = {
    "rich": discover(Path(__file__).parent / "rich.sql", layout=None),
    "all kinds": discover(Path(__file__).parent / "all_kinds.sql", layout=None),
    "reference": discover(ROOT / "medspa/prisma/migrations", layout="prisma"),
}
pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[int, Server]]:
    """One server of every major."""
    with ExitStack() as stack:
        requests = {n: ServerRequest("embedded", major=n, download=True) for n in KNOWN_MAJORS}
        yield {n: stack.enter_context(provide(request)) for n, request in requests.items()}


@contextmanager
def migrated(server: Server, plan: Plan) -> Iterator[psycopg.Connection]:
    with scratch_database(server) as conninfo:
        apply(conninfo, plan)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            yield connection


def first(server: Server, plan: Plan) -> dict[str, str]:
    """The files of a first manifest, comments and all, but for the major it was made on."""
    with migrated(server, plan) as connection:
        with connection.transaction():
            snapshot = read_snapshot(connection)
        snapshot = without(snapshot, [plan.ledger] if plan.ledger else [])
        aspects = ("comments", "column-order")
        found = needed(entries(connection, snapshot, aspects), aspects)
    files = first_files(found, snapshot, Origin("shop", aspects=aspects), "schema")
    return {name: text.replace(f"postgres: {server.major}\n", "") for name, text in files.items()}


def drift(server: Server, plan: Plan, folder: Path) -> dict[str, object]:
    suite = load_suite(folder)
    made = outline(suite, [migration.name for migration in plan.migrations])
    with audited(server, made, plan) as done:
        verdicts = done.report.verdicts.items()
    return {
        f"{key.node}::{key.name}": verdict
        for key, verdict in verdicts
        if not isinstance(verdict, Same | Waived)
    }


@pytest.mark.parametrize("schema", SCHEMAS)
def test_green_on_every_other_major(
    schema: str, servers: dict[int, Server], tmp_path: Path
) -> None:
    plan = SCHEMAS[schema]
    for made_on, server in servers.items():
        folder = tmp_path / str(made_on)
        folder.mkdir()
        for name, text in first(server, plan).items():
            (folder / name).write_text(text)
    found = {
        (made_on, audited_on): drift(server, plan, tmp_path / str(made_on))
        for made_on in servers
        for audited_on, server in servers.items()
    }
    assert len(found) == 25
    assert {pair: drifted for pair, drifted in found.items() if drifted} == {}


@pytest.mark.parametrize("schema", ["rich", "reference"])  # views are printed in many ways
def test_the_same_bytes_on_every_major(schema: str, servers: dict[int, Server]) -> None:
    files = {major: first(server, SCHEMAS[schema]) for major, server in servers.items()}
    newest = max(files)
    assert all(made == files[newest] for made in files.values())
