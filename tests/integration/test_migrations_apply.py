"""What applying leaves behind: ranges of transactions, the session, errors of the link."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from pytest_schema_audit.migrations import (
    History,
    MigrationError,
    MigrationFailed,
    Plan,
    ScriptFailed,
    apply,
    discover,
    run_script,
)


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def plan_of(*scripts: str) -> Plan:
    folder = Path("db")
    folder.mkdir()
    for number, text in enumerate(scripts, 1):
        (folder / f"{number}.sql").write_text(text)
    return discover(folder)


def test_each_migration_has_its_own_range_of_transactions(database: str) -> None:
    plan = plan_of(
        "CREATE TABLE a (x int); CREATE TABLE b (x int);",
        "BEGIN; CREATE TABLE c (x int); SAVEPOINT s; CREATE TABLE d (x int); RELEASE s; COMMIT;",
        "SELECT 1;",
        "DO $$ BEGIN CREATE TABLE e (x int); EXCEPTION WHEN others THEN NULL; END $$;",
    )
    history = apply(database, plan)
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT relname, xmin::text::bigint FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        ).fetchall()
    assert {name: holder(history, xmin) for name, xmin in rows} == {
        "a": "1",
        "b": "1",
        "c": "2",
        "d": "2",
        "e": "4",
    }
    assert all(one.seconds > 0 for one in history.applied)


def holder(history: History, xid: int) -> str:
    (found,) = [one for one in history.applied if one.first_xid <= xid < one.last_xid]
    return found.migration.name


def test_each_migration_is_told_when_it_is_applied(database: str) -> None:
    told: list[str] = []
    plan = plan_of("SELECT 1;", "SELECT 2;", "SELECT 1/0;", "SELECT 3;")
    with pytest.raises(MigrationFailed) as caught:
        apply(database, plan, on_applied=lambda one: told.append(one.migration.name))
    assert told == ["1", "2"]
    assert [one.migration.name for one in caught.value.history.applied] == ["1", "2"]
    assert caught.value.migration.name == "3"


def test_a_signal_interrupts_a_running_statement(database: str) -> None:
    plan = plan_of("SELECT pg_sleep(60);")
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        apply(database, plan)
    assert time.monotonic() - started < 10


def test_a_lost_connection_is_one_message(database: str) -> None:
    plan = plan_of("SELECT 1;", "SELECT pg_terminate_backend(pg_backend_pid());")
    with pytest.raises(MigrationFailed) as caught:
        apply(database, plan)
    assert str(caught.value).splitlines()[0] == (
        "migration 2 failed at db/2.sql:1:1: "
        "terminating connection due to administrator command (SQLSTATE 57P01)"
    )


def test_an_unreachable_server_is_named_without_the_password(tmp_path: Path) -> None:
    conninfo = make_conninfo(host=str(tmp_path), user="me", password="s3cret", dbname="d")
    with pytest.raises(MigrationError) as caught:
        apply(conninfo, plan_of("SELECT 1;"))
    assert str(caught.value).startswith("migrations: cannot connect to the database\n  ")
    assert "s3cret" not in f"{caught.value} {caught.value!r} {caught.value.__cause__}"


def test_a_broken_connection_string_is_not_quoted() -> None:
    with pytest.raises(MigrationError) as caught:
        apply("password=s3cret host", plan_of("SELECT 1;"))
    assert str(caught.value) == (
        "migrations: cannot connect to the database\n  the connection string is not valid"
    )
    assert caught.value.__cause__ is None


def test_a_missing_extension_names_the_ways_out(database: str) -> None:
    plan = plan_of("CREATE TABLE a (x int);\nCREATE EXTENSION vector;\n")
    with pytest.raises(MigrationFailed) as caught:
        apply(database, plan)
    first, *rest = str(caught.value).splitlines()
    assert first.startswith("migration 1 failed at db/1.sql:2:1: ")
    assert "vector" in first
    assert rest[-3].startswith("  way out: --schema-audit-server docker --schema-audit-image pgv")


def test_a_seed_runs_as_a_script(database: str) -> None:
    Path("seed.sql").write_text(
        "CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\n2\n\\.\nSET search_path = nowhere;\n"
    )
    run_script(database, Path("seed.sql"))
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT x FROM a ORDER BY x").fetchall() == [(1,), (2,)]


def test_a_failing_seed_is_located(database: str) -> None:
    Path("seed.sql").write_text("BEGIN;\nINSERT INTO nowhere\n  VALUES (1);\nCOMMIT;\n")
    with pytest.raises(ScriptFailed) as caught:
        run_script(database, Path("seed.sql"))
    assert str(caught.value) == (
        'SQL file failed at seed.sql:2:13: relation "nowhere" does not exist (SQLSTATE 42P01)\n'
        "    1 | BEGIN;\n"
        "  > 2 | INSERT INTO nowhere\n"
        "      |             ^\n"
        "    3 |   VALUES (1);"
    )


def test_a_seed_that_does_not_commit_fails(database: str) -> None:
    Path("seed.sql").write_text("BEGIN;\nCREATE TABLE a (x int);\n")
    with pytest.raises(ScriptFailed) as caught:
        run_script(database, Path("seed.sql"))
    assert str(caught.value) == (
        "SQL file failed at seed.sql: a transaction is left open, and never commits\n"
        "  a BEGIN or START TRANSACTION in the file has no COMMIT"
    )
