"""What loading costs, against reading the same YAML in C: every collection pays it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pytest_schema_audit.manifest import load_suite
from tests import timing

REFERENCE = Path(__file__).parent.parent.parent.parent / "expected/medspa"
TABLES = 1000


def read(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        yaml.load(path.read_text(), Loader=yaml.CSafeLoader)


def is_cheap(folder: Path) -> bool:
    """Say whether places, names and safety cost less than YAML's own loader in Python would."""
    return timing.costs_at_most(
        5, lambda: timing.of(lambda: load_suite(folder)), lambda: timing.of(lambda: read(folder))
    )


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


def test_the_reference_manifest() -> None:
    assert is_cheap(REFERENCE)


def test_thirty_thousand_lines(large: Path) -> None:
    assert is_cheap(large)
