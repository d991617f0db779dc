"""What loading costs: every collection pays it, in every process. Processor time, best of three."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pytest_schema_audit.manifest import load_suite

REFERENCE = Path(__file__).parent.parent.parent.parent / "expected/medspa"
TABLES = 1000


def seconds(folder: Path) -> float:
    def once() -> float:
        begun = time.process_time()
        load_suite(folder)
        return time.process_time() - begun

    return min(once() for _ in range(3))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A manifest of 30,000 lines: a thousand tables with indexes, checks and foreign keys."""
    lines = ["database: large", "tables:"]
    for number in range(TABLES):
        lines += [f"  table_{number}:", "    columns:"]
        lines += [f"      column_{n}: varchar({n + 1}) not null default 'a'" for n in range(12)]
        lines += ["    primary key:", f"      table_{number}_pkey: [column_0]", "    checks:"]
        lines += [f"      check_{n}: CHECK (length(column_{n}) > {number})" for n in range(5)]
        lines += ["    indexes:"]
        lines += [
            f"      i_{number}_{n}: btree (column_{n}) WHERE column_1 <> 'b'" for n in range(7)
        ]
    (tmp_path / "audit.yaml").write_text("\n".join(lines) + "\n")
    assert len(lines) >= 30_000
    return tmp_path


def test_the_reference_manifest(tmp_path: Path) -> None:
    (tmp_path / "audit.yaml").write_text("database: empty\nenums: {e: [a]}\n")
    assert seconds(REFERENCE) - seconds(tmp_path) < 0.15


def test_thirty_thousand_lines(large: Path) -> None:
    assert seconds(large) < 2
