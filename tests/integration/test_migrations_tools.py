"""Our run of a folder against the tool's own, where the tool is installed: catalog and ledger."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pytest_schema_audit.migrations import apply, discover

CASES = Path(__file__).parent.parent / "cases" / "migrations"

CATALOG = """
SELECT 'column', c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod),
       a.attnotnull::text, pg_get_expr(d.adbin, d.adrelid)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND c.relkind IN ('r', 'v')
UNION ALL
SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid), '', '', ''
FROM pg_index WHERE indrelid::regclass::text !~ '^pg_'
UNION ALL
SELECT 'constraint', conname, pg_get_constraintdef(oid), '', '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'function', proname, prosrc, pg_get_function_identity_arguments(oid), '', ''
FROM pg_proc WHERE pronamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""


def parameters(database: str) -> dict[str, str]:
    return {key: str(value) for key, value in conninfo_to_dict(database).items()}


def sql_migrate(folder: Path, database: str, tmp_path: Path) -> list[str]:
    source = make_conninfo(database, sslmode="disable")
    config = tmp_path / "dbconfig.yml"
    config.write_text(
        f'development: {{dialect: postgres, datasource: "{source}", dir: "{folder}"}}\n'
    )
    return ["sql-migrate", "up", f"-config={config}"]


def dbmate(folder: Path, database: str, tmp_path: Path) -> list[str]:
    given = parameters(database)
    login = quote(given["user"], safe="")
    if given.get("password"):
        login += ":" + quote(given["password"], safe="")
    host = given["host"]
    address, query = ("", f"socket={host}&") if host.startswith("/") else (host, "")
    url = f"postgres://{login}@{address}:{given.get('port', 5432)}/{given['dbname']}?{query}"
    flags = ["--no-dump-schema", "--migrations-dir", str(folder)]
    return ["dbmate", "--url", f"{url}sslmode=disable", *flags, "up"]


def psql(folder: Path, database: str, tmp_path: Path) -> list[str]:
    files = [str(one.path) for one in discover(folder).migrations]
    flags = [part for file in files for part in ("--file", file)]
    return ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", *flags, database]


def facts(database: str, ledger: str | None) -> list[tuple[object, ...]]:
    with psycopg.connect(database) as connection:
        rows = connection.execute(CATALOG).fetchall()
        if ledger:
            rows += connection.execute(ledger.encode()).fetchall()
    return rows


@pytest.mark.parametrize(
    ("command", "case", "ledger"),
    [
        (sql_migrate, "sql_migrate_history", "SELECT id FROM gorp_migrations ORDER BY applied_at"),
        (dbmate, "dbmate_history", "SELECT version FROM schema_migrations ORDER BY version"),
        (psql, "psql_script", None),
        (psql, "plain_as_psql_runs_it", None),
        (psql, "psql_errors_allowed", None),
        (psql, "schema_pg_dump_16", None),
    ],
)
def test_the_tool_leaves_the_same(
    command: Callable[[Path, str, Path], list[str]],
    case: str,
    ledger: str | None,
    tmp_path: Path,
    new_database: Callable[[], AbstractContextManager[str]],
) -> None:
    folder = CASES / case / "migrations"
    root = folder if folder.exists() else folder.with_suffix(".sql")
    with new_database() as theirs, new_database() as ours:
        arguments = command(root, theirs, tmp_path)
        if shutil.which(arguments[0]) is None:
            pytest.skip(f"{arguments[0]} is not installed")
        subprocess.run(arguments, check=True, capture_output=True, timeout=60)
        apply(ours, discover(root))
        assert facts(ours, ledger) == facts(theirs, ledger)
