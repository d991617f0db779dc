"""Every folder of `tests/cases/migrations` is one case: migrations and what becomes of them.

A case holds `migrations/` (or `migrations.sql`, `supabase/`, `prisma/`), `query.sql` (asked
afterwards) and `expected.txt`. `layout.txt` and `options.json` are there where the case names
a layout or options, `at_least.txt` where it needs a major.
"""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.errors import AuditError
from pytest_schema_audit.migrations import Options, Plan, apply, discover

CASES = Path(__file__).parent.parent / "cases" / "migrations"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = CASES / name
    monkeypatch.chdir(folder)
    _skip_on_older(folder, database)
    assert outcome(folder, database) == (folder / "expected.txt").read_text()


def test_the_first_case_does_nothing() -> None:
    assert NAMES[0] == "00_noop"


def outcome(folder: Path, database: str) -> str:
    """What came of a case, as text; the working folder is the case's own."""
    query = (folder / "query.sql").read_text()
    try:
        plan = discover(_root(folder), layout=_layout(folder), options=_options(folder))
    except AuditError as error:
        return f"{type(error).__name__}\n{error}\n"
    try:
        history = apply(database, plan)
        applied = [f"applied {one.migration.name}" for one in history.applied]
    except AuditError as error:
        applied = [f"{type(error).__name__}\n{error}"]
    return "\n".join([*_described(plan), *applied, *_rows(database, query)]) + "\n"


def _skip_on_older(folder: Path, database: str) -> None:
    """Skip what an older server cannot run, as the settings a newer `pg_dump` writes."""
    file = folder / "at_least.txt"
    if file.exists():
        with psycopg.connect(database) as connection:
            major = connection.info.server_version // 10000
        if major < int(file.read_text()):
            pytest.skip(f"needs PostgreSQL {file.read_text().strip()}")


def _root(folder: Path) -> Path:
    candidates = [Path(name) for name in ("migrations", "migrations.sql", "supabase", "prisma")]
    roots = [path for path in candidates if path.exists()]
    assert roots, f"{folder} holds no migrations"
    return roots[0]


def _layout(folder: Path) -> str | None:
    file = folder / "layout.txt"
    return file.read_text().strip() if file.exists() else None


def _options(folder: Path) -> Options:
    file = folder / "options.json"
    values = json.loads(file.read_text()) if file.exists() else {}
    return Options(**{**values, "files": tuple(values.get("files", ()))})


def _described(plan: Plan) -> list[str]:
    ledger = ".".join(plan.ledger) if plan.ledger else "none"
    return [
        f"layout {plan.layout}, ledger {ledger}",
        *(f"extension {name}" for name in sorted(plan.extensions)),
        *(f"migration {one.name} = {one.path}" for one in plan.migrations),
        *(f"problem {one.text}" for one in plan.problems),
        *(f"left out {one.path}: {one.reason}" for one in plan.left_out),
    ]


def _rows(database: str, query: str) -> list[str]:
    with psycopg.connect(database, autocommit=True) as connection:
        rows = connection.execute(query.encode()).fetchall()
    return ["row " + " | ".join(str(value) for value in row) for row in rows]
