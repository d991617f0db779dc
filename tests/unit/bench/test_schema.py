"""Generated schemas: the same every time, and in the proportions of large systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.schema import tables, write


def test_the_same_size_and_seed_give_the_same_schema() -> None:
    assert tables(20, seed=1) == tables(20, seed=1)
    assert tables(20, seed=1) != tables(20, seed=2)


def test_proportions_are_those_of_large_systems() -> None:
    made = tables(3600)
    assert sum(len(table.columns) for table in made) == pytest.approx(25_000, rel=0.1)
    assert sum(len(table.indexes) + 1 for table in made) == pytest.approx(9_000, rel=0.1)
    assert sum(len(table.foreign_keys) for table in made) == pytest.approx(5_000, rel=0.1)


def test_writes_migrations_in_order_and_manifests(tmp_path: Path) -> None:
    write(tmp_path, tables(60), major=16)
    assert sorted(path.name for path in tmp_path.glob("migrations/*")) == [
        "0001_tables.sql",
        "0002_indexes.sql",
        "0003_foreign_keys.sql",
        "0004_views.sql",
    ]
    assert sorted(path.name for path in tmp_path.glob("expected/*")) == [
        "audit.yaml",
        "tables0000.yaml",
        "tables0050.yaml",
    ]
