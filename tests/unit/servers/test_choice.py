"""What is imported before another thread has a server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

IMPORTING = """
import sys
from pytest_schema_audit.servers import ServerRequest, import_quietly

import_quietly(ServerRequest(sys.argv[1]))
print("psycopg" in sys.modules)
"""


@pytest.mark.parametrize(
    ("value", "imported"), [("env:X", True), ("postgresql://h/d", True), ("embedded", False)]
)
def test_psycopg_is_imported_for_an_address(value: str, imported: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, value],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == (f"{imported}\n", "")
