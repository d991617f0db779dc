"""Read what the verdicts of a private database rest on."""

from __future__ import annotations

from typing import Any

from psycopg import Connection, sql

from .aspects import aspects_to_read
from .catalog.read import read_snapshot
from .evidence import Evidence, limited
from .model import QualifiedName, Snapshot
from .outline import Outline


def evidence_now(
    conn: Connection[Any], outline: Outline, ledgers: frozenset[QualifiedName]
) -> Evidence:
    """Read catalog and row counts in a connection's current transaction.

    :param outline: the items.
    :param ledgers: tables that migration tools keep.
    """
    snapshot = limited(read_snapshot(conn, aspects_to_read(outline.suite)), outline.suite.schemas)
    return Evidence(outline, snapshot, _row_counts(conn, snapshot, outline), ledgers)


def _row_counts(
    conn: Connection[Any], snapshot: Snapshot, outline: Outline
) -> dict[QualifiedName, int]:
    wanted = {
        (entry.schema, entry.table)
        for item in outline.items()
        for entry in item.expectations
        if entry.kind == "rows"
    }
    there = sorted(wanted & snapshot.tables.keys())
    count = sql.SQL("SELECT pg_catalog.count(*) FROM {}")
    with conn.pipeline():
        cursors = [conn.execute(count.format(sql.Identifier(*table))) for table in there]
    return {
        table: row[0]
        for table, cursor in zip(there, cursors, strict=True)
        if (row := cursor.fetchone())
    }
