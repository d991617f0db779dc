"""Definitions made on scratch copies of their tables and read back in PostgreSQL's own form."""

from __future__ import annotations

import psycopg
import pytest

from pytest_schema_audit.canonical import (
    Definition,
    DefinitionKind,
    Form,
    Refused,
    fixpoints,
    printed,
    realise,
)
from tests.auditing import snapshot

ITEM = ("public", "item")


def define(kind: DefinitionKind, sql: str, name: str = "x") -> Definition:
    return Definition(kind, ITEM, name, sql)


def form(connection: psycopg.Connection, definition: Definition) -> Form:
    made = realise(connection, snapshot(connection), [definition])[definition]
    assert isinstance(made, Form)
    return made


def text(connection: psycopg.Connection, definition: Definition) -> str:
    return printed(ITEM, definition.name, form(connection, definition)).sql


def contents(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT relname::text, relnamespace FROM pg_catalog.pg_class UNION ALL "
        "SELECT nspname::text, 0 FROM pg_catalog.pg_namespace ORDER BY 1, 2"
    ).fetchall()


@pytest.fixture
def item(connection: psycopg.Connection) -> psycopg.Connection:
    connection.execute('CREATE TABLE item (id integer, s varchar(20), "dueDate" date)')
    return connection


def test_nothing_to_make_asks_nothing(connection: psycopg.Connection) -> None:
    before = snapshot(connection)
    connection.close()
    assert realise(connection, before, []) == {}


@pytest.mark.parametrize(
    ("kind", "sql", "expected"),
    [
        ("column", "VARCHAR (5) NULL", "character varying(5)"),
        ("constraint", "check (id>0)", "CHECK ((id > 0))"),
        ("constraint", 'primary key ( "id" )', "PRIMARY KEY (id)"),
        ("constraint", "unique (id) with (fillfactor=70)", "UNIQUE (id) WITH (fillfactor='70')"),
        ("index", 'btree ("dueDate" desc nulls first)', 'btree ("dueDate" DESC)'),
        ("unique index", "btree (id) where id>0", "btree (id) WHERE (id > 0)"),
    ],
)
def test_each_kind_is_read_back(
    item: psycopg.Connection, kind: DefinitionKind, sql: str, expected: str
) -> None:
    name = "id" if kind == "column" else "x"
    assert text(item, define(kind, sql, name)) == expected


def test_a_unique_index_is_unique_and_no_constraint(item: psycopg.Connection) -> None:
    made = form(item, define("unique index", "btree (id)"))
    assert made.constraint is None
    assert made.index is not None
    assert (made.index.unique, made.index.constraint) == (True, "")


def test_a_key_constraint_has_its_index(item: psycopg.Connection) -> None:
    made = form(item, define("constraint", "UNIQUE (id)"))
    assert made.constraint is not None
    assert made.index is not None
    assert (made.index.definition, made.index.constraint) == ("btree (id)", "u")


def test_many_of_one_table_stand_side_by_side(item: psycopg.Connection) -> None:
    wanted = [
        define("column", "bigint", "id"),
        define("column", "smallint", "id"),
        define("constraint", "PRIMARY KEY (id)"),
        define("constraint", "primary key (s)"),
        define("constraint", "CHECK (id > 0)"),
        define("constraint", "CHECK (id > 1)"),
        define("index", "btree (id)"),
        define("index", "hash (id)"),
    ]
    made = realise(item, snapshot(item), [*wanted, *wanted])
    assert made.keys() == set(wanted)
    forms = [one for definition in wanted if isinstance(one := made[definition], Form)]
    assert [printed(ITEM, "x", one).sql for one in forms] == [
        "bigint",
        "smallint",
        "PRIMARY KEY (id)",
        "PRIMARY KEY (s)",
        "CHECK ((id > 0))",
        "CHECK ((id > 1))",
        "btree (id)",
        "hash (id)",
    ]


def test_tables_of_one_name_in_two_schemas_are_apart(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA app; CREATE TABLE item (a text)")
    connection.execute("CREATE TABLE app.item (a varchar)")
    wanted = [
        Definition("constraint", (schema, "item"), "x", "CHECK (a = 'b')")
        for schema in ("public", "app")
    ]
    made = realise(connection, snapshot(connection), wanted)
    texts = [one.constraint.definition for one in made.values() if one.constraint]  # type: ignore[union-attr]
    assert texts == ["CHECK ((a = 'b'::text))", "CHECK (((a)::text = 'b'::text))"]


def test_the_copy_has_the_actual_columns(item: psycopg.Connection) -> None:
    assert text(item, define("constraint", "CHECK (s = 'q'::text)")) == (
        "CHECK (((s)::text = 'q'::text))"
    )


def test_an_expected_column_does_not_shape_the_others_copy(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TABLE item (s varchar)")
    wanted = [define("column", "text", "s"), define("constraint", "CHECK (s = 'q')")]
    made = realise(connection, snapshot(connection), wanted)[wanted[1]]
    assert isinstance(made, Form)
    assert printed(ITEM, "x", made).sql == "CHECK (((s)::text = 'q'::text))"


def test_what_is_refused_says_why_and_spoils_nothing_else(item: psycopg.Connection) -> None:
    wanted = [
        define("column", "nothing", "id"),
        define("column", "text", "s"),
        define("constraint", "CHECK (nobody > 0)"),
        define("index", "btree (id)"),
    ]
    made = realise(item, snapshot(item), wanted)
    assert [one.reason if isinstance(one, Refused) else "" for one in made.values()] == [
        'type "nothing" does not exist',
        "",
        'column "nobody" does not exist',
        "",
    ]


def test_a_refusal_among_many_logs_nothing(
    item: psycopg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    many = [define("constraint", f"CHECK (id > {number})") for number in range(300)]
    made = realise(item, snapshot(item), [define("constraint", "CHECK (nothing > 0)"), *many])
    assert len([one for one in made.values() if isinstance(one, Refused)]) == 1
    assert caplog.messages == []


def test_a_refusal_never_names_the_scratch_schema(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TABLE item (id integer)")
    connection.execute("CREATE FUNCTION good(item) RETURNS bool LANGUAGE sql AS 'SELECT true'")
    definition = define("constraint", "CHECK (good(item))")
    made = realise(connection, snapshot(connection), [definition])
    assert made == {definition: Refused("function good(item) does not exist")}


@pytest.mark.parametrize(
    ("schema", "default"),
    [
        ("public", "nextval('item_id_seq'::regclass)"),
        ("App", "nextval('\"App\".item_id_seq'::regclass)"),
    ],
)
def test_the_sequence_of_serial_is_named_as_at_home(
    connection: psycopg.Connection, schema: str, default: str
) -> None:
    connection.execute('CREATE SCHEMA "App"')
    connection.execute(f'CREATE TABLE "{schema}".item (id integer)')
    definition = Definition("column", (schema, "item"), "id", "serial")
    made = form(connection, definition).column
    assert made is not None
    assert (made.default, made.not_null) == (default, True)


def test_nothing_stays(item: psycopg.Connection) -> None:
    before = contents(item)
    wanted = [define("constraint", "UNIQUE (id)"), define("constraint", "CHECK (nobody)")]
    realise(item, snapshot(item), wanted)
    assert contents(item) == before
    assert item.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_no_sequence_moves_and_no_function_is_called(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SEQUENCE numbers")
    connection.execute(
        "CREATE FUNCTION called(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE "
        "AS 'BEGIN RAISE EXCEPTION ''called''; END'"
    )
    connection.execute("CREATE TABLE item (id integer DEFAULT nextval('numbers'))")
    wanted = [
        define("column", "bigint DEFAULT nextval('numbers')", "id"),
        define("constraint", "CHECK (called(id) > 0)"),
        define("index", "btree (called(id))"),
    ]
    made = realise(connection, snapshot(connection), wanted)
    assert not [one for one in made.values() if isinstance(one, Refused)]
    assert connection.execute("SELECT is_called FROM numbers").fetchone() == (False,)


def test_event_triggers_of_the_user_are_silent(item: psycopg.Connection) -> None:
    item.execute(
        "CREATE FUNCTION no_ddl() RETURNS event_trigger LANGUAGE plpgsql "
        "AS 'BEGIN RAISE EXCEPTION ''no DDL''; END'"
    )
    for event in ("ddl_command_start", "ddl_command_end", "sql_drop"):
        item.execute(f"CREATE EVENT TRIGGER {event} ON {event} EXECUTE FUNCTION no_ddl()")
    assert text(item, define("constraint", "CHECK (id>0)")) == "CHECK ((id > 0))"


def test_a_database_that_is_read_only_by_default_is_fine(item: psycopg.Connection) -> None:
    item.execute("SET default_transaction_read_only = on")
    assert text(item, define("index", "btree (id)")) == "btree (id)"


def test_quoting_all_names_changes_nothing(item: psycopg.Connection) -> None:
    item.execute("SET quote_all_identifiers = on")
    assert text(item, define("index", "btree (id)")) == "btree (id)"


IN = "CHECK (s IN ('a', 'b'))"
FIRST = (
    "CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))"
)
LAST = (
    "CHECK (((s)::text = ANY "
    "(ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))"
)


def test_deparsing_is_not_idempotent(item: psycopg.Connection) -> None:
    assert text(item, define("constraint", IN)) == FIRST
    assert text(item, define("constraint", FIRST)) == LAST
    assert text(item, define("constraint", LAST)) == LAST


def test_fixpoints_are_texts_that_stay(item: psycopg.Connection) -> None:
    wanted = [define("constraint", IN), define("constraint", FIRST), define("index", "btree(id)")]
    made = fixpoints(item, snapshot(item), wanted)
    assert [made[definition].sql for definition in wanted] == [LAST, LAST, "btree (id)"]


def test_the_fixpoint_of_what_is_refused_is_itself(item: psycopg.Connection) -> None:
    definition = define("constraint", "CHECK (nobody)")
    assert fixpoints(item, snapshot(item), [definition]) == {definition: definition}


def test_columns_with_one_definition_keep_their_names(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA shop; CREATE TABLE item (a int, b int)")
    connection.execute("CREATE TABLE shop.item (a int)")
    wanted = [
        Definition("column", table, name, "INT default 1+1")
        for table, name in [(ITEM, "a"), (ITEM, "b"), (("shop", "item"), "a")]
    ]
    made = realise(connection, snapshot(connection), wanted)
    forms = [one for one in made.values() if isinstance(one, Form) and one.column]
    assert [(one.column.name, one.column.default) for one in forms if one.column] == [
        ("a", "(1 + 1)"),
        ("b", "(1 + 1)"),
        ("a", "(1 + 1)"),
    ]


def test_a_column_that_is_refused_is_named(item: psycopg.Connection) -> None:
    texts = ("integer default true", "integr", "int default 1 default 2", "int")
    wanted = [define("column", sql, "id") for sql in texts]
    reasons = [
        one.reason if isinstance(one, Refused) else ""
        for one in realise(item, snapshot(item), wanted).values()
    ]
    assert reasons == [
        'column "id" is of type integer but default expression is of type boolean',
        'type "integr" does not exist',
        'multiple default values specified for column "id" of table "item"',
        "",
    ]


def test_more_columns_than_a_table_can_have(item: psycopg.Connection) -> None:
    wanted = [define("column", f"VARCHAR({number})", "s") for number in range(1, 2001)]
    wanted.append(define("column", "int generated always as (length(s)) stored", "id"))
    made = realise(item, snapshot(item), wanted)
    texts = [printed(ITEM, "s", one).sql for one in made.values() if isinstance(one, Form)]
    assert texts == [
        *(f"character varying({number})" for number in range(1, 2001)),
        "integer generated always as (length((s)::text)) stored",
    ]


def test_types_are_those_of_the_tables_schema(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA a; CREATE SCHEMA b")
    for schema in ("a", "b"):
        connection.execute(f"CREATE TYPE {schema}.mood AS ENUM ('x')")
        connection.execute(f"CREATE TABLE {schema}.t (m {schema}.mood)")
    wanted = [Definition("column", (schema, "t"), "m", "MOOD") for schema in ("a", "b")]
    made = realise(connection, snapshot(connection), wanted)
    types = [one.column.type for one in made.values() if isinstance(one, Form) and one.column]
    assert types == ["a.mood", "b.mood"]
