"""Our run of a folder against the tool's own, where the tool is installed: catalog and ledger."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from pytest_schema_audit.catalog.read import read_snapshot
from pytest_schema_audit.commands import environment_of
from pytest_schema_audit.migrations import apply, discover

from ..fix_tools import prisma_deploy, program

CASES = Path(__file__).parent.parent / "cases" / "migrations"


@dataclass(frozen=True)
class Comparison:
    """A tool and a case.

    :param case: its folder.
    :param command: the words that run the tool on a folder; may write into the second.
    :param ledger: what of the ledger has to be the same; empty where the tool keeps none.
    """

    case: str
    command: Callable[[Path, Path], list[str]]
    ledger: str = ""


def sql_migrate(folder: Path, scratch: Path) -> list[str]:
    config = scratch / "dbconfig.yml"
    source = "host=$PGHOST port=$PGPORT user=$PGUSER dbname=$PGDATABASE sslmode=disable"
    config.write_text(
        f'development: {{dialect: postgres, datasource: "{source}", dir: "{folder}"}}\n'
    )
    return [program("sql-migrate"), "up", f"-config={config}"]


def dbmate(folder: Path, scratch: Path) -> list[str]:
    url = "postgres://$PGUSER@:$PGPORT/$PGDATABASE?socket=$PGHOST&sslmode=disable"
    flags = ["--no-dump-schema", "--migrations-dir", str(folder)]
    return [program("dbmate"), "--url", url, *flags, "up"]


def psql(folder: Path, scratch: Path) -> list[str]:
    files = [str(one.path) for one in discover(folder).migrations]
    flags = [part for file in files for part in ("--file", file)]
    return [program("psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", *flags]


def sqlx(folder: Path, scratch: Path) -> list[str]:
    return [program("sqlx"), "migrate", "run", "--source", str(folder)]


def supabase(folder: Path, scratch: Path) -> list[str]:
    shutil.copytree(folder, scratch / "supabase")
    flags = ["--yes", "--workdir", str(scratch), "--db-url", "$DATABASE_URL"]
    return [program("supabase"), "db", "push", *flags]


def prisma(folder: Path, scratch: Path) -> list[str]:
    return prisma_deploy(folder)


PRISMA = (
    "SELECT migration_name, checksum, applied_steps_count, logs, finished_at IS NOT NULL,"
    " rolled_back_at FROM _prisma_migrations ORDER BY started_at"
)
SQLX = (
    "SELECT version, description, success, checksum, execution_time > 0"
    " FROM _sqlx_migrations ORDER BY version"
)
SUPABASE = (
    "SELECT version, name, statements FROM supabase_migrations.schema_migrations ORDER BY version"
)

COMPARISONS = [
    Comparison("sql_migrate_history", sql_migrate, "SELECT id FROM gorp_migrations ORDER BY 1"),
    Comparison("sql_migrate_order", sql_migrate, "SELECT id FROM gorp_migrations ORDER BY 1"),
    Comparison("sql_migrate_sections", sql_migrate, "SELECT id FROM gorp_migrations ORDER BY 1"),
    Comparison("dbmate_history", dbmate, "SELECT version FROM schema_migrations ORDER BY 1"),
    Comparison("dbmate_blocks", dbmate, "SELECT version FROM schema_migrations ORDER BY 1"),
    Comparison("dbmate_own_transaction", dbmate, "SELECT version FROM schema_migrations"),
    Comparison("dbmate_empties_search_path", dbmate, "SELECT version FROM schema_migrations"),
    Comparison("sqlx_history", sqlx, SQLX),
    Comparison("supabase_history", supabase, SUPABASE),
    Comparison("supabase_statements_alone", supabase, SUPABASE),
    Comparison("supabase_old_init", supabase, SUPABASE),
    Comparison("prisma_history", prisma, PRISMA),
    Comparison("psql_script", psql),
    Comparison("psql_commands", psql, "SELECT step FROM log ORDER BY ctid"),
    Comparison("plain_as_psql_runs_it", psql),
    Comparison("psql_errors_allowed", psql),
    Comparison("schema_pg_dump_14", psql),
    Comparison("schema_pg_dump_16", psql),
    Comparison("schema_rails_structure", psql),
]

REFUSED = [
    Comparison("sql_migrate_commit_inside", sql_migrate),
    Comparison("sql_migrate_lower_case", sql_migrate),
    Comparison("sql_migrate_mark_without_name", sql_migrate),
    Comparison("sql_migrate_unfinished_down", sql_migrate),
    Comparison("dbmate_commit_inside", dbmate),
    Comparison("dbmate_refused", dbmate),
    Comparison("dbmate_search_path", dbmate),
]


def run(words: list[str], database: str) -> None:
    """Run a tool with the environment that our commands get; `$NAME` in a word is filled."""
    given = {key: str(value) for key, value in conninfo_to_dict(database).items() if value}
    added = environment_of(given)
    filled = [_filled(word, added) for word in words]
    subprocess.run(
        filled,
        check=True,
        capture_output=True,
        timeout=50,
        env={**os.environ, **added, "SUPABASE_TELEMETRY_DISABLED": "1", "DO_NOT_TRACK": "1"},
    )


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(f"${name}", value)
    return word


def facts(database: str, ledger: str) -> list[object]:
    """The whole catalog, and the ledger's rows."""
    with psycopg.connect(database, autocommit=True) as connection:
        with connection.transaction():
            snapshot = read_snapshot(connection)
        rows = connection.execute(ledger.encode()).fetchall() if ledger else []
    return [snapshot, *rows]


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.case)
def test_the_tool_leaves_the_same(
    comparison: Comparison,
    tmp_path: Path,
    new_database: Callable[[], AbstractContextManager[str]],
) -> None:
    case = CASES / comparison.case
    candidates = (case / name for name in ("migrations", "migrations.sql", "supabase"))
    root = next(path for path in candidates if path.exists())
    with new_database() as theirs, new_database() as ours:
        run(comparison.command(root, tmp_path), theirs)
        apply(ours, discover(root))
        assert facts(ours, comparison.ledger) == facts(theirs, comparison.ledger)


@pytest.mark.parametrize("refused", REFUSED, ids=lambda comparison: comparison.case)
def test_the_tool_stops_too(
    refused: Comparison,
    tmp_path: Path,
    new_database: Callable[[], AbstractContextManager[str]],
) -> None:
    for file in (CASES / refused.case / "migrations").iterdir():
        folder = tmp_path / file.stem
        folder.mkdir()
        shutil.copy(file, folder)
        with new_database() as theirs, pytest.raises(subprocess.CalledProcessError):
            run(refused.command(folder, tmp_path), theirs)
