"""One audit in one call, for tests of what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import psycopg

from pytest_schema_audit.audit import AuditReport, audited
from pytest_schema_audit.catalog.read import read_snapshot
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.model import Snapshot
from pytest_schema_audit.outline import outline
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import NotAsked, Same, Verdict


def audit(server: Server, folder: Path, manifest: str, *scripts: str) -> AuditReport:
    """Audit a database that some scripts make.

    :param folder: an empty folder, for the files.
    :param manifest: what follows `database:`.
    :param scripts: SQL, one migration each.
    """
    (folder / "manifest.yaml").write_text(f"database: app\n{manifest}", encoding="utf-8")
    migrations = []
    for number, script in enumerate(scripts):
        file = folder / f"{number}.sql"
        file.write_text(script, encoding="utf-8")
        migrations.append(Migration(str(number), file))
    plan = Plan("plain", folder, tuple(migrations))
    items = outline(load_suite(folder / "manifest.yaml"), [step.name for step in migrations])
    with audited(server, items, plan) as made:
        return made.report


def failing(report: AuditReport) -> Mapping[str, Verdict]:
    """The items that do not hold, as `node::name`."""
    return {
        f"{key.node}::{key.name}": verdict
        for key, verdict in report.verdicts.items()
        if not isinstance(verdict, Same | NotAsked)
    }


def snapshot(connection: psycopg.Connection, aspects: Collection[str] = ()) -> Snapshot:
    """Read the catalog in a transaction of its own, some aspects besides."""
    with connection.transaction():
        return read_snapshot(connection, aspects)
