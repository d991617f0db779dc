"""What the catalog queries see, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.catalog import read as reading
from pytest_schema_audit.catalog.read import read_kinds, read_snapshot
from pytest_schema_audit.checks.objects import Found, objects
from pytest_schema_audit.kinds import PLURALS
from pytest_schema_audit.model import Snapshot
from tests.auditing import snapshot


def made(connection: psycopg.Connection, sql: str) -> Snapshot:
    """Run SQL, and read what there is."""
    connection.execute(sql.encode())
    return snapshot(connection)


def labels(read: Snapshot, *kinds: str) -> list[str]:
    return sorted(found.label for found in objects(read) if not kinds or found.kind in kinds)


def test_an_empty_database_holds_nothing(connection: psycopg.Connection) -> None:
    read = snapshot(connection)
    assert list(objects(read)) == []
    assert read.major == connection.info.server_version // 10000
    assert read.types == frozenset()


def test_the_hand_written_count_of_uniques_counts_postgresql_itself(
    connection: psycopg.Connection,
) -> None:
    counted = connection.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'u'")
    row = counted.fetchone()
    assert row is not None
    assert row[0] >= 45
    assert labels(snapshot(connection), "unique", "primary key") == []


QUERIES = Path(reading.__file__).parent / "queries"


@pytest.mark.parametrize("name", sorted(file.name for file in QUERIES.iterdir()))
def test_queries_name_everything_they_call(name: str) -> None:
    text = (QUERIES / name).read_text()
    code = "\n".join(line.partition("--")[0] for line in text.splitlines())
    assert "pg_catalog." in code
    for function in ("format_type(", "pg_get_expr(", "current_setting(", "set_config("):
        assert code.count(function) == code.count(f"pg_catalog.{function}")


def test_only_the_asked_schemas_are_read_again(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA scratch_1; CREATE SCHEMA other")
    connection.execute("CREATE TABLE scratch_1.a (id integer PRIMARY KEY)")
    connection.execute("CREATE TABLE other.a (id integer PRIMARY KEY)")
    with connection.transaction():
        read = read_kinds(connection, "scratch_", ("columns", "indexes", "constraints"))
    assert {kind: [row.schema for row in rows] for kind, rows in read.items()} == {
        "columns": ["scratch_1"],
        "indexes": ["scratch_1"],
        "constraints": ["scratch_1"],
    }


def test_reading_needs_no_right_to_write(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TABLE item (id serial PRIMARY KEY)")
    with connection.transaction():
        connection.execute("SET TRANSACTION READ ONLY")
        assert list(read_snapshot(connection).tables) == [("public", "item")]


def test_no_query_is_compiled(
    connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.execute("SET jit = on")
    settings: list[tuple[str, psycopg.Cursor]] = []
    send = reading._send

    def noting(conn: psycopg.Connection, name: str) -> psycopg.Cursor:
        settings.append((name, conn.execute("SHOW jit")))
        return send(conn, name)

    monkeypatch.setattr(reading, "_send", noting)
    with connection.transaction():
        read_snapshot(connection)
    shown = {name: cursor.fetchone() for name, cursor in settings}
    assert "present" in shown
    assert set(shown.values()) == {("off",)}


def test_reading_changes_the_settings_of_its_transaction_alone(
    connection: psycopg.Connection,
) -> None:
    connection.execute("SET search_path = nowhere; SET DateStyle = 'SQL, DMY'")
    snapshot(connection)
    rows = [connection.execute(f"SHOW {name}").fetchone() for name in ("search_path", "DateStyle")]
    assert rows == [("nowhere",), ("SQL, DMY",)]


def test_a_role_without_rights_sees_every_object(connection: psycopg.Connection) -> None:
    connection.execute("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w")
    connection.execute("CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'secret')")
    connection.execute("CREATE SCHEMA hidden; CREATE TABLE hidden.item (id serial PRIMARY KEY)")
    connection.execute("CREATE TYPE hidden.mood AS ENUM ('a')")
    everything = labels(snapshot(connection))
    connection.execute("CREATE ROLE schema_audit_nobody")
    try:
        connection.execute("SET ROLE schema_audit_nobody")
        assert labels(snapshot(connection)) == everything
    finally:
        connection.execute("RESET ROLE; DROP ROLE schema_audit_nobody")
    assert "user mapping FOR PUBLIC SERVER s" in everything


def test_definitions_are_printed_as_seen_from_public(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA app; SET search_path = app")
    read = made(
        connection,
        "CREATE TYPE app.mood AS ENUM ('a'); CREATE TABLE public.parent (id integer PRIMARY KEY);"
        "CREATE TABLE app.item (m app.mood, p integer REFERENCES public.parent)",
    )
    assert read.columns["app", "item"]["m"].type == "app.mood"
    assert read.constraints["app", "item"]["item_p_fkey"].definition == (
        "FOREIGN KEY (p) REFERENCES parent(id)"
    )


def test_not_null_constraints_are_part_of_their_columns(connection: psycopg.Connection) -> None:
    read = made(connection, "CREATE TABLE item (id integer CONSTRAINT id_is_there NOT NULL)")
    assert read.constraints == {}
    assert read.columns["public", "item"]["id"].not_null


def test_columns_come_in_the_order_of_the_table(connection: psycopg.Connection) -> None:
    read = made(connection, "CREATE TABLE item (z int, a int, m int); ALTER TABLE item DROP a")
    assert list(read.columns["public", "item"]) == ["z", "m"]


def test_clones_of_a_parents_objects_are_marked(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        "CREATE TABLE parent (id integer PRIMARY KEY);"
        "CREATE TABLE log (a integer REFERENCES parent, PRIMARY KEY (a), CHECK (a > 0))"
        " PARTITION BY RANGE (a); CREATE INDEX ON log (a);"
        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (2);"
        "CREATE TABLE line (a integer REFERENCES log)",
    )
    assert {index.clone for index in read.indexes["public", "log_1"].values()} == {True}
    assert {one.clone for one in read.constraints["public", "log_1"].values()} == {True}
    assert labels(read, "foreign key") == [
        "foreign key public.line.line_a_fkey",
        "foreign key public.log.log_a_fkey",
    ]


def test_what_extensions_bring_is_theirs(connection: psycopg.Connection) -> None:
    read = made(connection, "CREATE EXTENSION citext; CREATE EXTENSION hstore")
    assert labels(read) == ["extension citext", "extension hstore"]
    assert ("public", "citext") in read.types


def test_temporary_objects_are_nobodys(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        "CREATE TEMP TABLE a (id serial PRIMARY KEY); CREATE TEMP VIEW b AS SELECT 1 AS x;"
        "CREATE TYPE pg_temp.c AS ENUM ('x'); CREATE TEMP SEQUENCE d;"
        "CREATE FUNCTION pg_temp.e() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    )
    assert labels(read) == []


def test_subscriptions_are_seen(
    new_database: Callable[[], AbstractContextManager[str]],
) -> None:
    create = "CREATE SUBSCRIPTION extra CONNECTION '' PUBLICATION p WITH (connect = false)"
    with (
        new_database() as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
        new_database() as other,
    ):
        connection.execute("SET client_min_messages = error")
        connection.execute(create)
        try:
            assert labels(snapshot(connection)) == ["subscription extra"]
            with psycopg.connect(other) as elsewhere:
                assert labels(snapshot(elsewhere)) == []
        finally:
            connection.execute("ALTER SUBSCRIPTION extra SET (slot_name = NONE)")
            connection.execute("DROP SUBSCRIPTION extra")


def test_every_object_has_a_kind_with_a_plural(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        "CREATE TABLE item (id integer PRIMARY KEY); CREATE VIEW v AS SELECT 1 AS a;"
        "CREATE DOMAIN d AS text; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    )
    found = set(objects(read))
    assert {entry.kind for entry in found} <= PLURALS.keys()
    assert Found("function", "public", "", "f()") in found


def test_functions_are_told_apart_by_their_arguments(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';"
        "CREATE FUNCTION f(VARIADIC a text[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';"
        "CREATE PROCEDURE p(INOUT a integer) LANGUAGE sql AS 'SELECT 1'",
    )
    assert labels(read, "function", "procedure") == [
        "function public.f(integer)",
        "function public.f(text[])",
        "procedure public.p(integer)",
    ]


def test_triggers_policies_and_rules_name_their_table(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        'CREATE TABLE "It em" (id integer); CREATE POLICY p ON "It em";'
        'CREATE RULE r AS ON DELETE TO "It em" DO INSTEAD NOTHING;'
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
        'CREATE TRIGGER t AFTER INSERT ON "It em" FOR EACH ROW EXECUTE FUNCTION f()',
    )
    assert labels(read, "trigger", "policy", "rule") == [
        "policy public.It em.p",
        "rule public.It em.r",
        "trigger public.It em.t",
    ]


def test_options_of_the_toast_table_are_the_tables(connection: psycopg.Connection) -> None:
    read = made(
        connection,
        "CREATE TABLE item (t text) WITH (fillfactor=70, toast.autovacuum_enabled=false)",
    )
    assert read.tables["public", "item"].options == (
        "fillfactor=70",
        "toast.autovacuum_enabled=false",
    )


def test_what_somebody_put_into_the_catalogs_schema_is_the_users(
    connection: psycopg.Connection,
) -> None:
    read = made(
        connection,
        "SET allow_system_table_mods = on; CREATE TABLE pg_catalog.mine (id integer);"
        "CREATE VIEW information_schema.mine AS SELECT 1 AS a;"
        "CREATE CAST (text AS point) WITH INOUT",
    )
    assert labels(read) == [
        "cast (text AS point)",
        "column pg_catalog.mine.id",
        "table pg_catalog.mine",
        "view information_schema.mine",
    ]
