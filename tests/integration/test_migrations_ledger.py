"""A ledger against the folder that made it, and after something happened to either."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import (
    Options,
    Plan,
    applied_count,
    apply,
    discover,
    ledger_findings,
    ledger_query,
)

CASES = Path(__file__).parent.parent / "cases" / "migrations"
FOLDERS = {
    "prisma": "prisma_history/migrations",
    "flyway": "flyway_history/migrations",
    "golang-migrate": "golang_migrate_history/migrations",
    "goose": "goose_history/migrations",
    "dbmate": "dbmate_history/migrations",
    "sql-migrate": "sql_migrate_history/migrations",
    "sqlx": "sqlx_history/migrations",
    "diesel": "diesel_history/migrations",
    "supabase": "supabase_history/supabase",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Plan]:
    def copied(layout: str) -> Plan:
        source = CASES / FOLDERS[layout]
        target = Path(source.name)
        if not target.exists():
            shutil.copytree(source, target)
        return discover(
            target, layout=layout, options=Options(placeholders={"app.schema": "public"})
        )

    monkeypatch.chdir(tmp_path)
    return copied


def findings(database: str, plan: Plan) -> list[str]:
    query = ledger_query(plan)
    assert query is not None
    with psycopg.connect(database) as connection:
        connection.execute("SET search_path = pg_catalog, pg_temp")
        rows = connection.execute(query.encode()).fetchall()
    found = ledger_findings(plan, rows)
    return [f"{applied_count(plan, rows)}/{len(plan.migrations)}", *(one.text for one in found)]


def change(database: str, statement: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(statement.encode())


@pytest.mark.parametrize("layout", FOLDERS)
def test_what_was_just_applied_has_no_finding(
    layout: str, folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder(layout)
    apply(database, plan)
    count = len(plan.migrations)
    assert findings(database, plan) == [f"{count}/{count}"]


@pytest.mark.parametrize("layout", FOLDERS)
def test_without_its_ledger_everything_is_pending(
    layout: str, folder: Callable[[str], Plan]
) -> None:
    plan = folder(layout)
    assert [one.name for one in ledger_findings(plan, None)] == [m.name for m in plan.migrations]
    assert {one.state.value for one in ledger_findings(plan, None)} == {"pending"}


@pytest.mark.parametrize(
    ("layout", "statement", "found"),
    [
        (
            "prisma",
            "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%rename'",
            [
                "2/3",
                "migration 20250102000000_rename failed: public._prisma_migrations has it as "
                "begun and not finished",
            ],
        ),
        (
            "prisma",
            "UPDATE _prisma_migrations SET rolled_back_at = now() "
            "WHERE migration_name LIKE '%empty'",
            [
                "2/3",
                "migration 20250103000000_empty is rolled back, public._prisma_migrations says",
            ],
        ),
        (
            "prisma",
            "UPDATE _prisma_migrations SET started_at = '2000-01-01' "
            "WHERE migration_name LIKE '%rename'",
            [
                "3/3",
                "migration 20250101000000_init was applied after 20250102000000_rename, "
                "which follows it",
            ],
        ),
        (
            "prisma",
            "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) "
            "VALUES ('x', 'y', '20260101000000_lost', now())",
            [
                "3/3",
                "migration 20260101000000_lost was applied, public._prisma_migrations says, and is "
                "not in migrations",
            ],
        ),
        (
            "golang-migrate",
            "UPDATE schema_migrations SET version = 2, dirty = true",
            [
                "1/3",
                "migration 000002_b failed: public.schema_migrations has it as begun and not "
                "finished",
                "migration 10_c is pending: public.schema_migrations does not have it",
            ],
        ),
        (
            "goose",
            "INSERT INTO goose_db_version (version_id, is_applied) VALUES (3, false)",
            ["1/2", "migration 00003_index is rolled back, public.goose_db_version says"],
        ),
    ],
)
def test_what_the_ledger_says(
    layout: str,
    statement: str,
    found: list[str],
    folder: Callable[[str], Plan],
    database: str,
) -> None:
    plan = folder(layout)
    apply(database, plan)
    change(database, statement)
    assert findings(database, plan) == found


@pytest.mark.parametrize("layout", ["prisma", "flyway", "sqlx"])
def test_an_edit_is_found_and_another_line_end_is_none(
    layout: str, folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder(layout)
    apply(database, plan)
    migration = plan.migrations[0]
    data = migration.path.read_bytes()
    migration.path.write_bytes(data.replace(b"\n", b"\r\n"))
    assert findings(database, plan)[1:] == []
    migration.path.write_bytes(data + b"-- more\n")
    (text,) = findings(database, plan)[1:]
    assert text.startswith(f"migration {migration.name} was edited after it was applied: public.")
    assert text.endswith(f", and {migration.path} has another")


def test_a_plain_folder_has_no_ledger(folder: Callable[[str], Plan]) -> None:
    Path("plain").mkdir()
    Path("plain/1.sql").write_text("SELECT 1;")
    plan = discover(Path("plain"))
    assert ledger_query(plan) is None
    assert ledger_findings(plan, None) == ()
