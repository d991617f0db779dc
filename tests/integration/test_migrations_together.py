r"""Statements that go to the server together do what they do one by one, as psql sends them.

Behind each a psql command stands for one by one: what is before it has to be done.
"""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import ScriptFailed, run_script
from pytest_schema_audit.servers import Server, ServerRequest, provide

NewDatabase = Callable[[], AbstractContextManager[str]]

POOL = (
    "CREATE TABLE {a} (id int, name text)",
    "CREATE TABLE {a} (id int PRIMARY KEY, note text DEFAULT 'a;b') -- with a comment; and more\n",
    "CREATE TABLE {a} AS SELECT 1 AS id",
    "CREATE TABLE {a} (LIKE {b} INCLUDING ALL)",
    "CREATE TEMP TABLE {a} (id int) ON COMMIT DROP",
    "CREATE INDEX {a}_{b} ON {a} (id)",
    "CREATE INDEX CONCURRENTLY {a}_{b}_c ON {a} (id)",
    "CREATE UNIQUE INDEX ON {a} (id)",
    "ALTER TABLE {a} ADD COLUMN c{n} int",
    "ALTER TABLE {a} ADD COLUMN m{n} mood DEFAULT 'm{n}'",
    "ALTER TABLE {a} RENAME TO {b}",
    "ALTER TABLE {a} ADD CONSTRAINT k{n} CHECK (id > {n})",
    "ALTER TABLE {a} ADD FOREIGN KEY (id) REFERENCES {b} (id)",
    "ALTER TABLE {a} ALTER COLUMN id TYPE bigint",
    "ALTER TABLE nothing ADD COLUMN x int",
    "CREATE TYPE mood AS ENUM ('m1', 'm2')",
    "ALTER TYPE mood ADD VALUE 'm{n}'",
    "CREATE VIEW v{n} AS SELECT * FROM {a} /* ; */",
    "CREATE OR REPLACE VIEW v{n} AS SELECT id FROM {a}",
    "CREATE FUNCTION f{n}(x int) RETURNS int LANGUAGE sql AS $$ SELECT x; $$",
    "CREATE FUNCTION f{n}() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT {n}; END",
    "COMMENT ON TABLE {a} IS 'it''s; {n}'",
    "COMMENT ON COLUMN {a}.id IS E'a\\';{n}'",
    "INSERT INTO {a} (id) VALUES ({n})",
    "DROP TABLE {a}",
    "DROP TABLE IF EXISTS {a} CASCADE",
    "SET search_path = public, s{n}",
    "CREATE SCHEMA s{n} CREATE TABLE t (x int)",
    "GRANT SELECT ON {a} TO PUBLIC",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT s",
    "DO $$ BEGIN EXECUTE 'CREATE TABLE d{n} (x int)'; END $$",
)

WHAT_IS_THERE = """\
SELECT 'relation', c.oid::regclass::text, relkind::text, relacl::text, obj_description(c.oid)
    FROM pg_class c WHERE relnamespace > 16384 OR relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'column', attrelid::regclass::text, attname || format_type(atttypid, atttypmod),
        pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped
        AND (relnamespace > 16384 OR relnamespace = 'public'::regnamespace)
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), NULL
    FROM pg_constraint WHERE conrelid > 16384
UNION ALL
SELECT 'function', oid::regprocedure::text, pg_get_functiondef(oid), NULL, NULL
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'label', enumlabel, enumsortorder::text, NULL, NULL FROM pg_enum
UNION ALL
SELECT 'view', oid::regclass::text, pg_get_viewdef(oid), NULL, NULL FROM pg_class
    WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""


def texts(seed: int, number: int) -> list[str]:
    dice = random.Random(seed)
    names = [f"t{one}" for one in range(4)]
    return [
        dice.choice(POOL).format(a=dice.choice(names), b=dice.choice(names), n=dice.randrange(5))
        for _ in range(number)
    ]


def outcome(database: str, script: Path, text: str) -> tuple[str, list[tuple[object, ...]]]:
    """How a script ends, and what is there then."""
    script.write_text(text)
    failure = ""
    try:
        run_script(database, script)
    except ScriptFailed as failed:
        failure = str(failed).splitlines()[0]
    with psycopg.connect(database) as connection:
        return failure, connection.execute(WHAT_IS_THERE).fetchall()


@pytest.mark.parametrize("stops", ["", "\\set ON_ERROR_STOP 0\n"], ids=["stops", "goes on"])
@pytest.mark.parametrize(
    "seed", [*range(8), *(pytest.param(n, marks=pytest.mark.deep) for n in range(8, 200))]
)
def test_as_one_by_one(seed: int, stops: str, new_database: NewDatabase, tmp_path: Path) -> None:
    script, statements = tmp_path / "a.sql", texts(seed, 150)
    with new_database() as database:
        together = outcome(database, script, stops + ";\n".join([*statements, ""]))
    with new_database() as database:
        one_by_one = outcome(database, script, stops + "; \\echo\n".join([*statements, ""]))
    assert together == one_by_one


def test_a_failure_keeps_what_ran_before_it_and_stands_at_its_own_line(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [f"CREATE TABLE t{number} (id int);" for number in range(100)]
    lines[70] = "CREATE TABLE broken (id integr);"
    Path("a.sql").write_text("\n".join(lines))
    with pytest.raises(ScriptFailed) as caught:
        run_script(database, Path("a.sql"))
    assert str(caught.value).startswith(
        'SQL file failed at a.sql:71:25: type "integr" does not exist (SQLSTATE 42704)\n'
    )
    with psycopg.connect(database) as connection:
        query = "SELECT count(*) FROM pg_class WHERE relname LIKE 't%' AND relnamespace = 2200"
        assert connection.execute(query).fetchone() == (70,)


TOLD_APART = {
    "an event trigger sees the transaction": """\
CREATE FUNCTION stamp() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
    IF current_setting('my.guard', true) = 'on' THEN RETURN; END IF;
    PERFORM set_config('my.guard', 'on', true);
    FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'CREATE TABLE' LOOP
        EXECUTE format('ALTER TABLE %s ADD COLUMN created_at timestamptz', r.object_identity);
    END LOOP;
END $$;
CREATE EVENT TRIGGER stamp ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
    EXECUTE FUNCTION stamp();
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
""",
    "rows behind several statements": (
        "CREATE TABLE a (x int) \\; COPY a FROM stdin;\n1\n\\.\nCREATE TABLE b (x int);\n"
    ),
    "a transaction ends between several statements": (
        "CREATE TABLE a () \\; COMMIT;\nCREATE TABLE b (x int);\nCREATE TABLE c (x integr);\n"
    ),
    "a transaction begins between several statements": (
        "CREATE TABLE a () \\; BEGIN;\nCREATE TABLE b (x int);\nCREATE TABLE b (x int);\n"
    ),
    "a variable holds several statements": (
        "\\set q 'CREATE TABLE a (x int); BEGIN'\n:q;\nCREATE TABLE b ();\nCREATE TABLE b ();\n"
    ),
    "what is undone at the end of a transaction": (
        "CREATE TABLE pg_temp.x (id int) ON COMMIT DROP;\nCREATE TABLE b (LIKE x);\n"
    ),
    "a sequence goes on where a statement is taken back": (
        "CREATE SEQUENCE s MAXVALUE 4;\nCREATE TABLE t AS SELECT g FROM generate_series(1, 3) g;\n"
        "\\set ON_ERROR_STOP off\nALTER TABLE t ADD COLUMN n int DEFAULT nextval('s');\n"
        "CREATE TABLE t (x int);\nCREATE TABLE u (x int);\n"
    ),
    "a setting for the transaction": (
        "CREATE SCHEMA s1;\nCREATE TABLE t AS SELECT 1 AS x;\n"
        "ALTER TABLE t ADD COLUMN a text DEFAULT set_config('search_path', 's1', true);\n"
        "CREATE TABLE b (id int);\n"
    ),
    "a value of a type that is new": (
        "CREATE TYPE e AS ENUM ('a');\nCREATE TABLE a (x int);\n"
        "ALTER TYPE e ADD /* */ VALUE 'b';\nCREATE TABLE t (v e DEFAULT 'b');\n"
    ),
    "a limit to the time of a transaction": (
        "SELECT set_config('transaction_timeout', '1s', false)"
        " WHERE current_setting('server_version_num')::int >= 170000;\n"
        "CREATE FUNCTION slow() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM pg_sleep(0.3)';\n"
        "CREATE TABLE t AS SELECT 1 AS x;\n"
        + "".join(f"CREATE INDEX ON t ((x + {n}));\n" for n in range(3))
        + "".join(f"ALTER TABLE t ADD COLUMN c{n} int DEFAULT slow();\n" for n in range(5))
    ),
}


@pytest.mark.parametrize("text", TOLD_APART.values(), ids=TOLD_APART)
def test_as_one_by_one_where_a_transaction_can_be_told(
    text: str, new_database: NewDatabase, tmp_path: Path
) -> None:
    script = tmp_path / "a.sql"
    with new_database() as database:
        together = outcome(database, script, text)
    singly = re.sub(r";(?=\n(?!1\n| |BEGIN|DECLARE|IF|END|PERFORM|FOR))", "; \\\\echo", text)
    with new_database() as database:
        one_by_one = outcome(database, script, singly)
    assert together == one_by_one


def test_a_server_that_is_gone_has_not_told_how_far_it_came(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.sql").write_text(
        "CREATE TABLE a ();\nCREATE INDEX ON t (slow(x));\nCREATE TABLE b ();\n"
    )
    # A server of its own: all sessions of one are ended when a process of it is killed.
    with (
        provide(ServerRequest("embedded", major=server.major)) as own,
        psycopg.connect(own.conninfo, autocommit=True) as connection,
    ):
        connection.execute(
            "CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql"
            " AS 'BEGIN PERFORM pg_sleep(30); RETURN 1; END'"
        )
        connection.execute("CREATE TABLE t AS SELECT 1 AS x")
        killing = threading.Thread(target=kill_the_sleeping, args=[connection])
        killing.start()
        with pytest.raises(ScriptFailed) as caught:
            run_script(own.conninfo, Path("a.sql"))
        killing.join()
    first, *_, last = str(caught.value).splitlines()
    assert first.startswith("SQL file failed at a.sql:1:1: ")
    assert last == (
        "  it was sent together with the 2 statements behind it: it may have been one of them"
    )


def kill_the_sleeping(connection: psycopg.Connection) -> None:
    """Kill the server's process that sleeps, as the system does when memory runs out."""
    query = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    end = time.monotonic() + 20
    while not (found := connection.execute(query).fetchone()):
        assert time.monotonic() < end
        time.sleep(0.05)
    os.kill(found[0], signal.SIGKILL)


def test_a_connection_that_breaks_is_told_at_a_statement_that_was_sent(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with psycopg.connect(database) as connection:
        connection.execute(
            "CREATE FUNCTION broken() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            " PERFORM pg_terminate_backend(pg_backend_pid()) FROM pg_event_trigger_ddl_commands()"
            " WHERE object_identity = 'public.b'; END $$"
        )
        connection.execute(
            "CREATE EVENT TRIGGER broken ON ddl_command_end EXECUTE FUNCTION broken()"
        )
    Path("a.sql").write_text("CREATE TABLE a ();\nCREATE TABLE b ();\nCREATE TABLE c ();\n")
    with pytest.raises(ScriptFailed) as caught:
        run_script(database, Path("a.sql"))
    assert str(caught.value).splitlines()[0] in {
        f"SQL file failed at a.sql:{line}:1: "
        "terminating connection due to administrator command (SQLSTATE 57P01)"
        for line in (1, 2)
    }


def test_what_they_did_can_be_asked_for(database: str, tmp_path: Path) -> None:
    script = tmp_path / "a.sql"
    script.write_text(
        "CREATE TABLE a (id int);\n"
        "\\if :ERROR\nCREATE TABLE wrong ();\n\\endif\n"
        "\\set ON_ERROR_STOP 0\nCREATE TABLE a (id int);\nCOMMENT ON TABLE a IS 'x';\n"
        "CREATE TABLE a (id int);\n"
        "\\if :ERROR\nCREATE TABLE right_ ();\n\\endif\n"
        "COMMENT ON TABLE right_ IS :'SQLSTATE';\n"
    )
    run_script(database, script)
    with psycopg.connect(database) as connection:
        query = (
            "SELECT relname, obj_description(oid) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 2200 ORDER BY 1"
        )
        assert connection.execute(query).fetchall() == [("a", "x"), ("right_", "00000")]
