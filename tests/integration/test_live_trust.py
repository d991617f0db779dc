"""What a live database sees of an audit; and that nothing half read is ever reported."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from pglast import parse_sql
from psycopg import sql

from pytest_schema_audit.live import read_live
from pytest_schema_audit.live_errors import LiveError
from pytest_schema_audit.servers import ServerRequest, provide

from ..fix_live import READER, Production, held_up
from ..fix_postgres import requested_major
from .conftest import MIGRATION, Project

LIVE = "--schema-audit-live=env:LIVE"

PLANTED = [
    ("boolean", "equal", ("oid", "integer"), "="),
    ("boolean", "equal", ("name", "name"), "="),
    ("boolean", "equal", ("name", "text"), "="),
    ("boolean", "unequal", ("name", "name"), "<>"),
    ("boolean", "greater", ("bigint", "integer"), ">"),
    ("text", "format_type", ("oid", "integer"), ""),
    ("text", "has_table_privilege", ("oid", "text"), ""),
    ("text", "pg_get_indexdef", ("oid",), ""),
    ("text", "set_config", ("text", "text", "boolean"), ""),
]

RICH = """
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a', 'b');
CREATE FUNCTION app.odd(integer) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN PERFORM nextval('public.called'); RETURN true; END $$;
CREATE TABLE app.thing (
    id serial PRIMARY KEY, n integer DEFAULT nextval('public.called'), mood app.mood DEFAULT 'a',
    g integer GENERATED ALWAYS AS (n + 1) STORED, i integer GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT fine CHECK (app.odd(id)), CONSTRAINT apart EXCLUDE (n WITH =)
);
ALTER TABLE app.thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON app.thing USING (app.odd(id));
CREATE INDEX thing_odd ON app.thing (n) WHERE app.odd(n);
CREATE TABLE app.part (a integer) PARTITION BY RANGE (a);
CREATE TABLE app.part_1 PARTITION OF app.part FOR VALUES FROM (1) TO (2);
CREATE VIEW app.seen AS SELECT app.odd(id) FROM app.thing;
CREATE TRIGGER t BEFORE UPDATE ON app.thing EXECUTE FUNCTION suppress_redundant_updates_trigger();
COMMENT ON TABLE app.thing IS 'rich';
"""


@pytest.fixture
def live(project: Project, production: Production, monkeypatch: pytest.MonkeyPatch) -> Production:
    """The project's database as its migrations made it, on another server."""
    monkeypatch.setenv("LIVE", production.url())
    production.execute(MIGRATION)
    return production


def plant(live: Production) -> None:
    """Plant what carelessly written queries would call: each call takes a number."""
    with psycopg.connect(live.conninfo, autocommit=True) as connection:
        connection.execute("CREATE SEQUENCE called")
        for result, name, kinds, operator in PLANTED:
            connection.execute(
                f"CREATE FUNCTION public.{name}({', '.join(kinds)}) RETURNS {result} "
                "LANGUAGE plpgsql AS "
                "$$ BEGIN PERFORM nextval('public.called'); RETURN NULL; END $$".encode()
            )
            if operator:
                left, right = kinds[0], kinds[1]
                connection.execute(
                    f"CREATE OPERATOR public.{operator} "
                    f"(LEFTARG = {left}, RIGHTARG = {right}, FUNCTION = public.{name})".encode()
                )
        connection.execute(RICH)
        path = sql.SQL("ALTER DATABASE {} SET search_path = public, app, pg_catalog")
        connection.execute(path.format(sql.Identifier(live.database)))


def test_log_shows_only_reading(project: Project, live: Production) -> None:
    plant(live)
    numbers = live.query("SELECT last_value, is_called FROM called")
    ((transaction,),) = live.query("SELECT txid_current() + 1")
    project.run(LIVE)
    assert live.query("SELECT txid_current()") == [(transaction,)]
    assert live.query("SELECT last_value, is_called FROM called") == numbers == [(1, False)]
    statements = live.statements()
    kinds = {type(node.stmt).__name__ for text in statements for node in parse_sql(text)}
    assert kinds == {"SelectStmt", "VariableSetStmt", "TransactionStmt"}
    assert [text.strip() for text in (*statements[:5], statements[-1])] == [
        "BEGIN",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        "SET LOCAL statement_timeout = '60s'",
        "SET LOCAL lock_timeout = '5s'",
        "SET LOCAL row_security = off",
        "ROLLBACK",
    ]
    assert live.messages() == []


def test_what_was_planted_would_be_called(live: Production) -> None:
    plant(live)
    live.execute("SET search_path = public, pg_catalog; SELECT 1::oid = 1")
    assert live.query("SELECT last_value, is_called FROM called") == [(1, True)]


def test_role_with_nothing_but_connect_sees_all(live: Production) -> None:
    plant(live)
    assert live.query(f"SELECT has_schema_privilege('{READER}', 'app', 'USAGE')") == [(False,)]
    seen, all_ = read_live(live.url()).snapshot, read_live(live.conninfo).snapshot
    assert len(seen.tables) == 5
    assert seen == all_
    assert [kind for kind, *_ in seen.objects].count("policy") == 1


def test_broken_connection_is_one_failure(project: Project, live: Production) -> None:
    live.execute("DROP INDEX invoice_state_idx")
    with held_up(live) as waiting:

        def end() -> None:
            process = waiting()
            live.execute(f"SELECT pg_terminate_backend({process})")

        thread = threading.Thread(target=end)
        thread.start()
        result, cases = project.junit(LIVE)
        thread.join()
    result.assert_outcomes(failed=1)
    (failure,) = cases
    assert failure.outcome == "failure"
    assert failure.message == (
        "the connection to the live database broke, so nothing of it is reported"
    )
    assert failure.text.startswith("the ")
    assert failure.text.endswith("\n  way out: run the audit again")
    assert "expected/audit.yaml: the audit could not be made; nothing was checked" in (
        result.outlines
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_killed_server() -> None:
    request = ServerRequest("embedded", major=requested_major(), download=True)
    with provide(request) as server, closing(psycopg.connect(server.conninfo)) as locker:
        ((folder,),) = locker.execute("SHOW data_directory").fetchall()
        locker.execute("LOCK TABLE pg_catalog.pg_sequence IN ACCESS EXCLUSIVE MODE")
        process = int((Path(folder) / "postmaster.pid").read_text().split()[0])
        killing = threading.Timer(0.5, os.kill, (process, signal.SIGQUIT))
        killing.start()
        with pytest.raises(LiveError) as caught:
            read_live(server.conninfo)
    what, *why, way_out = str(caught.value).splitlines()
    assert what == "the connection to the live database broke, so nothing of it is reported"
    assert why
    assert way_out == "  way out: run the audit again"


def kill_when_held_up(admin: psycopg.Connection, process: int) -> None:
    """Kill a server as soon as somebody on it waits for a lock."""
    query = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not admin.execute(query).fetchone():
        time.sleep(0.01)
    os.kill(process, signal.SIGQUIT)


def test_killed_server_is_one_failure(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    request = ServerRequest("embedded", major=requested_major(), download=True)
    with (
        provide(request) as server,
        closing(psycopg.connect(server.conninfo, autocommit=True)) as admin,
        closing(psycopg.connect(server.conninfo)) as locker,
    ):
        admin.execute(MIGRATION)
        ((folder,),) = admin.execute("SHOW data_directory").fetchall()
        locker.execute("LOCK TABLE pg_catalog.pg_sequence IN ACCESS EXCLUSIVE MODE")
        process = int((Path(folder) / "postmaster.pid").read_text().split()[0])
        monkeypatch.setenv("LIVE", server.conninfo)
        killing = threading.Thread(target=kill_when_held_up, args=(admin, process))
        killing.start()
        result, cases = project.junit(LIVE, "--schema-audit-report=report.md")
        killing.join()
    result.assert_outcomes(failed=1)
    assert [case.message for case in cases] == [
        "the connection to the live database broke, so nothing of it is reported"
    ]
    assert "could not be made" in (project.path / "report.md").read_text()


def test_lock_is_not_waited_for(live: Production, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytest_schema_audit.live.BEGINNING", ("SET LOCAL lock_timeout = '50ms'",))
    with held_up(live), pytest.raises(LiveError) as caught:
        read_live(live.url())
    assert str(caught.value) == (
        "the live database could not be read to the end, so nothing of it is reported\n"
        "  canceling statement due to lock timeout\n"
        "  way out: after a timeout: run the audit again when nobody locks the catalog\n"
        "           a role with CONNECT is enough where PUBLIC still may read pg_catalog"
    )


def test_role_without_usage_of_public(live: Production) -> None:
    live.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    with pytest.raises(LiveError) as caught:
        read_live(live.url())
    assert str(caught.value) == (
        "the role reader may not use the schema public of the live database\n"
        "  PostgreSQL would print every name of that schema in another form to this role\n"
        '  way out: GRANT USAGE ON SCHEMA public TO "reader"'
    )


def test_bytes_that_are_no_utf8(live: Production) -> None:
    live.execute(
        "CREATE DATABASE of_latin1 ENCODING SQL_ASCII LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    )
    latin = replace(live, database="of_latin1")
    try:
        with psycopg.connect(latin.conninfo, client_encoding="SQL_ASCII") as admin:
            admin.execute(b"CREATE TABLE cheese (); COMMENT ON TABLE cheese IS 'K\xe4se'")
        with pytest.raises(LiveError) as caught:
            read_live(latin.url())
    finally:
        live.execute("DROP DATABASE of_latin1 WITH (FORCE)")
    assert str(caught.value) == (
        "the catalog of the live database, which is encoded in SQL_ASCII, holds bytes that are no"
        " UTF-8\n"
        '  invalid byte sequence for encoding "UTF8": 0xe4 0x73 0x65\n'
        "  way out: write the comments, labels, names or definitions anew that hold such bytes\n"
        "           move it into a database of the encoding that its text is in: pg_dump with"
        " --encoding, and CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
    )


def test_catalog_that_may_not_be_read(live: Production) -> None:
    live.execute("REVOKE SELECT ON pg_catalog.pg_sequence FROM PUBLIC")
    with pytest.raises(LiveError) as caught:
        read_live(live.url())
    assert str(caught.value).splitlines()[1] == "  permission denied for table pg_sequence"
