"""pgTAP's assertions say what the manifest of the same tables says."""

from __future__ import annotations

from pathlib import Path

from bench.pgtap import assertions, installed
from bench.schema import Table

TABLE = Table(
    "Order",
    {"id": "text not null", "parent0Id": "text not null", "n": "integer not null default 0"},
    {"Order_n_idx": "btree (n)"},
    {"Order_parent0Id_fkey": 'FOREIGN KEY ("parent0Id") REFERENCES "Order"(id)'},
)


def test_every_fact_of_a_table() -> None:
    lines = assertions((TABLE,)).splitlines()
    assert lines[:4] == [
        "BEGIN;",
        "SELECT plan(14);",
        "SELECT has_table('public', 'Order', '');",
        "SELECT columns_are('public', 'Order', ARRAY['id', 'parent0Id', 'n']);",
    ]
    assert lines[10:13] == [
        "SELECT col_type_is('public', 'Order', 'n', 'integer', '');",
        "SELECT col_not_null('public', 'Order', 'n', '');",
        "SELECT col_has_default('public', 'Order', 'n', '');",
    ]
    assert lines[13:] == [
        "SELECT col_is_pk('public', 'Order', 'id'::name, '');",
        "SELECT indexes_are('public', 'Order', ARRAY['Order_pkey', 'Order_n_idx']);",
        "SELECT col_is_fk('public', 'Order', 'parent0Id'::name, '');",
        "SELECT * FROM finish();",
    ]


def test_finds_the_newest_whole_file(tmp_path: Path) -> None:
    folder = tmp_path / "postgresql" / "15" / "extension"
    folder.mkdir(parents=True)
    for version in ("1.2.0", "1.3.0", "1.1.0--1.2.0"):
        (folder / f"pgtap--{version}.sql").touch()
    assert installed(tmp_path) == folder / "pgtap--1.3.0.sql"
    assert installed(tmp_path / "elsewhere") is None
