"""What a run is about to do."""

from __future__ import annotations

from dataclasses import replace

from pytest_schema_audit.kinds import ASPECTS
from pytest_schema_audit.migrations import LeftOut, Migration, Plan
from pytest_schema_audit.report.header import header_lines

from .samples import ROOT, SUITE, WRITER

PLAN = Plan("plain", ROOT / "migrations", (Migration("1", ROOT / "migrations/1.sql"),))


def test_what_is_asked_for_and_left_open() -> None:
    assert header_lines(SUITE, PLAN, 1500, "auto", WRITER) == [
        "schema audit: expected/audit.yaml (2 files, 1500 items)",
        "  1 migration from migrations (plain), PostgreSQL 16 from auto",
        "  compared only where an entry gives them: comments, column-order, owners, privileges,"
        " storage, statistics, versions",
        "  left open: every schema but public, billing",
        "  left open: unlisted views",
        "  left open: index *.tmp_* except tmp_keep_* (load tests)",
    ]


def test_closed() -> None:
    closed = replace(SUITE, postgres=None, schemas=(), allowed=(), ignore=(), aspects=ASPECTS)
    assert header_lines(closed, PLAN, 1, "docker", WRITER)[1:] == [
        "  1 migration from migrations (plain), PostgreSQL from docker"
    ]


def test_what_is_not_applied() -> None:
    folder = ROOT / "migrations"
    down = [LeftOut(folder / f"{n}.down.sql", "takes a migration back") for n in (1, 2, 3)]
    plan = replace(PLAN, left_out=(*down, LeftOut(folder / "4.go", "skipped: fills a column")))
    assert header_lines(SUITE, plan, 1, "auto", WRITER)[2:4] == [
        "  not applied: migrations/1.down.sql, migrations/2.down.sql and 1 more"
        " (takes a migration back)",
        "  not applied: migrations/4.go (skipped: fills a column)",
    ]


def test_steps_of_a_command_are_counted() -> None:
    steps = tuple(Migration(name, ROOT) for name in "abc")
    assert header_lines(SUITE, replace(PLAN, steps=steps), 1, "auto", WRITER)[1] == (
        "  3 migrations from migrations (plain), PostgreSQL 16 from auto"
    )


def test_many_items() -> None:
    assert header_lines(SUITE, PLAN, 5001, "auto", WRITER)[2] == (
        "  over 5000 items: --schema-audit-granularity=table makes one of a table"
    )
