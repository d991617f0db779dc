"""What a run is about to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.report.header import header_lines, shown_server

from .samples import ROOT, SUITE, WRITER

PLAN = Plan("plain", ROOT / "migrations", (Migration("1", ROOT / "migrations/1.sql"),))


def test_what_is_asked_for_and_left_open() -> None:
    assert header_lines(SUITE, PLAN, 1500, "auto", WRITER) == [
        "schema audit: expected/audit.yaml (2 files, 1500 items)",
        "  1 migration from migrations (plain), PostgreSQL 16 from auto",
        "  left open: every schema but public, billing",
        "  left open: unlisted views",
        "  left open: index *.tmp_* except tmp_keep_* (load tests)",
    ]


def test_closed() -> None:
    closed = replace(SUITE, postgres=None, schemas=(), allowed=(), ignore=())
    assert header_lines(closed, PLAN, 1, "docker", WRITER)[1:] == [
        "  1 migration from migrations (plain), PostgreSQL from docker"
    ]


def test_many_items() -> None:
    assert header_lines(SUITE, PLAN, 5001, "auto", WRITER)[2] == (
        "  over 5000 items: --schema-audit-granularity=table makes one of a table"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("postgresql://user:secret@host/db", "postgresql://…"),
        ("env:DATABASE_URL", "env:DATABASE_URL"),
        ("auto", "auto"),
    ],
)
def test_no_password(value: str, shown: str) -> None:
    assert shown_server(value) == shown
