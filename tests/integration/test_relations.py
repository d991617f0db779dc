"""Views, policies, rules, statistics and foreign tables: found changed, and brought up to date.

What differs in which way is a case of `tests/cases`; here every change of one of them is taken
over by an update, which leaves what a manifest made anew would say.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.catalog.read import read_snapshot
from tests.property.audits import bench, described

NewDatabase = Callable[[], AbstractContextManager[str]]

CASES = Path(__file__).parent.parent / "cases"
KINDS = (
    "materialized_view",
    "policy",
    "rule",
    "view_part",
    "enabled",
    "statistics",
    "typed",
    "foreign_table",
    "foreign_data_wrapper",
    "foreign_server",
    "user_mapping",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_change_is_taken_over(kind: str, new_database: NewDatabase) -> None:
    cases = sorted(path for path in (CASES / kind).iterdir() if (path / "report.txt").read_text())
    with new_database() as conninfo, bench(conninfo) as opened:
        for case in cases:
            if (case / "majors.txt").exists() or not (case / "drift.sql").read_text():
                continue
            _forget(opened.conn)
            opened.make([(case / "schema.sql").read_text()])
            opened.write(opened.first())
            assert opened.drift() == {}
            opened.execute([(case / "drift.sql").read_text()])
            if opened.drift() == {}:
                continue  # a comment, say: nothing that this manifest asks for
            done = opened.update()
            done.write()
            assert (case.name, opened.drift()) == (case.name, {})
            assert (case.name, opened.expectations()) == (case.name, described(opened))


def _forget(conn: psycopg.Connection) -> None:
    """Drop what is in no schema, which the next case makes again."""
    for (name,) in conn.execute("SELECT fdwname FROM pg_foreign_data_wrapper").fetchall():
        conn.execute(f'DROP FOREIGN DATA WRAPPER "{name}" CASCADE'.encode())
    for (name,) in conn.execute("SELECT amname FROM pg_am WHERE oid >= 16384").fetchall():
        conn.execute(f'DROP ACCESS METHOD "{name}" CASCADE'.encode())
    conn.execute('DROP SCHEMA IF EXISTS public, "odd.x" CASCADE')
    for (name,) in conn.execute("SELECT rolname FROM pg_roles WHERE rolname ~* '^case'").fetchall():
        conn.execute(f'DROP ROLE "{name}"'.encode())


def test_no_secret_is_read(connection: psycopg.Connection) -> None:
    connection.execute("CREATE FOREIGN DATA WRAPPER w OPTIONS (api_key 'geheim')")
    connection.execute("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (\"Password\" 'geheim')")
    connection.execute("CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (token 'geheim', u 'x')")
    connection.execute(
        "CREATE FOREIGN TABLE t (a int OPTIONS (secret_of_it 'geheim')) SERVER s "
        "OPTIONS (credential 'geheim')"
    )
    with connection.transaction():
        snapshot = read_snapshot(connection)
    assert "geheim" not in repr(snapshot)
    assert repr(snapshot).count("********") == 5


HOSTILE = """
CREATE TABLE fired (what text);
CREATE TABLE item (a integer);
CREATE FUNCTION fire(what text) RETURNS integer LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO fired VALUES (what); RETURN 1; END $$;
CREATE FUNCTION valid(text[], oid) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN PERFORM setval('checked', 1); RETURN true; END $$;
CREATE SEQUENCE checked;
CREATE MATERIALIZED VIEW m AS SELECT fire('query') AS a WITH NO DATA;
CREATE POLICY p ON item USING (fire('policy') > 0);
CREATE RULE r AS ON INSERT TO item DO ALSO SELECT fire('rule');
CREATE STATISTICS s ON a, (a + 1) FROM item;
CREATE FOREIGN DATA WRAPPER w VALIDATOR valid;
CREATE SERVER remote FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a integer DEFAULT fire('default'), CHECK (fire('check') > 0)) SERVER remote;
TRUNCATE fired;
ALTER SEQUENCE checked RESTART;
"""
BY_HAND = (
    ("SELECT fire('query'::text) AS a", "select fire('query') a"),
    ("USING ((fire('policy'::text) > 0))", "using (fire('policy') > 0)"),
    ("DEFAULT fire('default'::text)", "default fire('default')"),
    ("CHECK ((fire('check'::text) > 0))", "check (fire('check') > 0)"),
)


def test_nothing_of_the_users_is_executed(new_database: NewDatabase) -> None:
    with new_database() as conninfo, bench(conninfo) as opened:
        opened.execute([HOSTILE])
        files = opened.first()
        text = files["public.yaml"]
        for printed, by_hand in BY_HAND:
            assert printed in text
            text = text.replace(printed, by_hand)
        opened.write({**files, "public.yaml": text})
        assert opened.drift() == {}
        assert opened.conn.execute("SELECT * FROM fired").fetchall() == []
        assert opened.conn.execute("SELECT is_called FROM checked").fetchone() == (False,)
