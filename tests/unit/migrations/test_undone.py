"""Statements that a file takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.migrations.script import Script
from pytest_schema_audit.migrations.statements import statements
from pytest_schema_audit.migrations.undone import lasting


@pytest.mark.parametrize(
    ("sql", "left", "left_in_one"),
    [
        ("SELECT 1; SELECT 2", "12", "12"),
        ("SELECT 1; BEGIN; SELECT 2; ROLLBACK; SELECT 3", "13", "3"),
        ("SELECT 1; ROLLBACK; SELECT 2", "12", "2"),
        ("BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; ABORT", "1", "1"),
        ("BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2; ROLLBACK AND CHAIN; SELECT 3", "13", "13"),
        (
            "BEGIN; SAVEPOINT a; SELECT 1; SAVEPOINT b; SELECT 2; ROLLBACK TO b; SELECT 3; COMMIT",
            "13",
            "13",
        ),
        ("BEGIN; SAVEPOINT a; SELECT 1; SAVEPOINT b; RELEASE a; SELECT 2; ROLLBACK", "", ""),
        (
            "BEGIN; SAVEPOINT a; SELECT 1; SAVEPOINT b; SELECT 2; ROLLBACK TO a; SELECT 3;"
            " ROLLBACK TO a; SELECT 4; COMMIT",
            "4",
            "4",
        ),
    ],
)
def test_what_lasts(sql: str, left: str, left_in_one: str) -> None:
    for in_transaction, expected in ((False, left), (True, left_in_one)):
        found = statements(Script(Path("f.sql"), sql), slice(0, len(sql)))
        kept = lasting(found, in_transaction=in_transaction)
        assert "".join(one.text.split()[-1] for one in kept) == expected
