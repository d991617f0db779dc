"""The offline check that a pre-commit hook runs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import pytest_schema_audit
from pytest_schema_audit.errors import AuditError
from pytest_schema_audit.manifest.check import check
from tests import timing

PACKAGE = Path(pytest_schema_audit.__file__).parents[1]
TODAY = date(2027, 3, 2)
MODULE = ("-m", "pytest_schema_audit.manifest.check")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *MODULE, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(PACKAGE)},
    )
    return done.returncode, done.stdout, done.stderr


def test_sound_manifest() -> None:
    write("expected/shop/audit.yaml", "database: shop\ntotals: {tables: 1, indexes: 2}\n")
    assert run() == (0, "1 suite, 2 entries: no mistakes\n", "")


def test_a_file_is_checked_with_its_suite() -> None:
    write("expected/shop/audit.yaml", "database: shop\ntables: {Order: {}}\n")
    changed = write("expected/shop/more/orders.yaml", "tables: {Order: {}}\n")
    write("expected/other/audit.yaml", "wrong: but not looked at\n")
    assert run(str(changed)) == (
        1,
        "",
        "expected/shop/more/orders.yaml:1:10: table `Order` is described twice; "
        "the other is expected/shop/audit.yaml:2:10\n"
        "    tables: {Order: {}}\n"
        "             ^\n"
        "  expected only one of them\n",
    )


def test_a_file_without_suite() -> None:
    lost = write("expected/orders.yaml", "tables: {Order: {}}\n")
    status, _, text = run(str(lost))
    assert (status, text.splitlines()[0]) == (
        1,
        "expected/orders.yaml:1:1: this file belongs to no suite: "
        "no file of its folder holds `database:`",
    )


def test_expired_waiver() -> None:
    entry = '{item: "public.T::table", reason: later, until: 2027-03-01}'
    write("audit.yaml", f"database: shop\ntotals: {{tables: 1}}\nwaive:\n  - {entry}\n")
    with pytest.raises(AuditError) as caught:
        check([Path()], TODAY)
    assert str(caught.value) == (
        "audit.yaml:4:5: this waiver ended on 2027-03-01\n"
        f"    {entry}\n"
        "    ^\n"
        "  expected the drift mended, or a later day and who agreed to it"
    )


def test_waiver_on_its_last_day() -> None:
    entry = '{item: "public.T::table", reason: later, until: 2027-03-02}'
    write("audit.yaml", f"database: shop\ntotals: {{tables: 1}}\nwaive: [{entry}]\n")
    assert check([Path()], TODAY) == "1 suite, 1 entry: no mistakes"


def test_costs_little_more_than_importing_pytest() -> None:
    """It runs before each commit: neither pytest nor psycopg nor pglast is loaded."""
    write("expected/audit.yaml", "database: shop\ntotals: {tables: 1}\n")
    environment = os.environ | {"PYTHONPATH": str(PACKAGE)}

    def seconds(*words: str) -> float:
        return timing.of_command([sys.executable, *words], env=environment)

    assert timing.costs_at_most(
        1.7, partial(seconds, *MODULE), partial(seconds, "-c", "import pytest")
    )


def test_an_option_is_no_path() -> None:
    usage = "usage: python -m pytest_schema_audit.manifest.check [PATH …]\n"
    assert run("--help") == (0, usage, "")
    assert run("--strict", "expected") == (2, "", usage)
