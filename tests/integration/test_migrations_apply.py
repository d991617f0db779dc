"""What applying leaves behind: ranges of transactions, the session, errors of the link."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq.abc import PGconn

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
from pytest_schema_audit.migrations.session import Session, connected
from pytest_schema_audit.servers import Server


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
        apply(database, plan, on_applied=lambda one: told.append(one.name))
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


PADDING = "-" * 3_000_000
"""More than the socket of any connection takes at once."""


@pytest.mark.parametrize("layout", ["plain", "sqlx"])
def test_strings_of_any_length_are_sent(database: str, layout: str) -> None:
    script = f"CREATE TABLE a (x text); INSERT INTO a VALUES ('{PADDING}'); CREATE TABLE b ();"
    folder = Path("db")
    folder.mkdir()
    (folder / "1_long.sql").write_text(script)
    apply(database, discover(folder, layout=layout))
    with psycopg.connect(database) as connection:
        query = "SELECT length(x), to_regclass('b') FROM a"
        assert connection.execute(query).fetchone() == (len(PADDING), "b")


@pytest.mark.parametrize("first", ["0", "wrong"])
def test_rows_of_any_number_are_copied(database: str, first: str, tmp_path: Path) -> None:
    rows = "".join(f"{number}\t{'x' * 90}\n" for number in range(1, 50_000))
    script = tmp_path / "rows.sql"
    script.write_text(
        f"CREATE TABLE a (id int, x text);\nCOPY a FROM stdin;\n{first}\t\n{rows}\\.\n"
    )
    if first == "0":
        run_script(database, script)
        with psycopg.connect(database) as connection:
            assert connection.execute("SELECT count(*) FROM a").fetchone() == (50_000,)
    else:
        with pytest.raises(ScriptFailed, match=r'invalid input syntax for type integer: "wrong"'):
            run_script(database, script)


def test_a_new_session_waits_outside_libpq_as_the_first_one(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        Session(connection.pgconn).renew()
        assert connection.pgconn.nonblocking


def test_a_new_session_that_cannot_begin(server: Server, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        session = Session(connection.pgconn)
        change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        with psycopg.connect(server.conninfo, autocommit=True) as admin:
            admin.execute(change.format(sql.Identifier(session.database), sql.SQL("false")))
            with pytest.raises(MigrationError, match="is not currently accepting connections"):
                session.renew()
            admin.execute(change.format(sql.Identifier(session.database), sql.SQL("true")))


class SlowToLookAgain:
    """A libpq connection whose server reads on between a flush that left something and the next.

    The server is held from the first row on, until there is no more room for what is sent.
    """

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn = pgconn
        self.left_something = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pgconn, name)

    def put_copy_data(self, data: bytes) -> int:
        if not self.left_something:
            os.kill(self._pgconn.backend_pid, signal.SIGSTOP)
        return self._pgconn.put_copy_data(data)

    def flush(self) -> int:
        unsent = self._pgconn.flush()
        if unsent:
            self.left_something += 1
            os.kill(self._pgconn.backend_pid, signal.SIGCONT)
            time.sleep(0.05)
        return unsent


@pytest.mark.parametrize("first", [b"0", b"wrong"])
@pytest.mark.usefixtures("ten_seconds")
def test_rows_are_copied_to_a_server_that_reads_between_two_looks(
    database: str, first: bytes
) -> None:
    rows = first + b"\n" + b"1\n" * 1_000_000
    with psycopg.connect(database, autocommit=True) as connection:
        pgconn = SlowToLookAgain(connection.pgconn)
        session = Session(cast("PGconn", pgconn))
        session.send(b"CREATE TABLE a (x int)")
        outcome = session.send(b"COPY a FROM stdin", lambda: iter([rows]))
    assert pgconn.left_something
    if first == b"0":
        assert (outcome.error, outcome.count) == (None, 1_000_001)
    else:
        assert outcome.error is not None
        assert outcome.error.primary == 'invalid input syntax for type integer: "wrong"'


@pytest.mark.parametrize("divided", [b"1", b"9999 - x"], ids=["all", "error"])
@pytest.mark.usefixtures("ten_seconds")
def test_rows_of_any_number_are_copied_out(database: str, divided: bytes) -> None:
    with connected(database) as session:
        outcome = session.send(
            b"COPY (SELECT repeat('x', 900), 1 / (%b) FROM generate_series(1, 20000) AS x)"
            b" TO STDOUT" % divided
        )
        if divided == b"1":
            assert (outcome.error, outcome.count) == (None, 20_000)
        else:
            assert outcome.error is not None
            assert outcome.error.primary == "division by zero"
        assert session.send(b"SELECT 1").rows == (("1",),)


@pytest.mark.usefixtures("ten_seconds")
def test_a_signal_does_not_wait_for_rows_that_are_copied_out(database: str) -> None:
    def end(*_: object) -> None:
        raise InterruptedError

    signal.signal(signal.SIGALRM, end)
    # More than the server keeps before it sends anything: the copy is under way when it sleeps.
    rows = b"SELECT repeat('x', 10000) UNION ALL SELECT pg_sleep(5)::text"
    started = time.monotonic()
    with connected(database) as session:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(InterruptedError):
            session.send(b"COPY (%b) TO STDOUT" % rows)
    assert time.monotonic() - started < 4


@pytest.fixture
def ten_seconds() -> Iterator[None]:
    """Fail what would wait for ever."""

    def fail(*_: object) -> None:
        pytest.fail("still waiting after ten seconds")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


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


TOUCHING = [
    "SET search_path = nowhere",
    "CREATE TABLE a (x int); SET search_path = nowhere",
    "/* and then */ SET search_path = nowhere",
    "-- and then\nSELECT set_config('search_path', 'nowhere', false)",
    "DO $$ BEGIN SET search_path = nowhere; END $$",
    "WITH w AS (SELECT set_config('search_path', 'nowhere', false)) SELECT * FROM w",
    "CREATE TEMPORARY TABLE t (y int)",
    "CREATE TABLE pg_temp.t (y int)",
    "\\set name nowhere\nSET search_path = :name",
    "SET SESSION AUTHORIZATION pg_monitor",
    "PREPARE t AS SELECT 1",
]


@pytest.mark.parametrize("touching", TOUCHING)
def test_each_file_has_a_session_as_new(touching: str, database: str) -> None:
    after = "CREATE TABLE t (x int); INSERT INTO t VALUES (1); PREPARE t AS SELECT 2;"
    apply(database, plan_of(f"{touching};", after))
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT x FROM public.t").fetchall() == [(1,)]


def test_routine_of_an_earlier_file_that_touches_the_session(database: str) -> None:
    """A DEFAULT calls it in a file that names nothing of the kind."""
    wild = (
        "CREATE FUNCTION wild() RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN SET search_path = pg_catalog; RETURN 1; END $$;"
    )
    calls = "CREATE TABLE a (x int); ALTER TABLE a ADD y int DEFAULT wild();"
    fills = "INSERT INTO a VALUES (1);"
    apply(
        database, plan_of(wild, "CREATE TABLE b (x int);", calls, fills, "CREATE TABLE t (x int)")
    )
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM public.t").fetchall() == [(0,)]
