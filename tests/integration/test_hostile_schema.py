"""A schema cannot deceive, disturb or be disturbed by an audit of it."""

from __future__ import annotations

import math
import re
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.audit import audited
from pytest_schema_audit.canonical import Definition, Form, Refused, realise
from pytest_schema_audit.catalog.aspects import QUERIES
from pytest_schema_audit.catalog.read import KINDS, query
from pytest_schema_audit.comparison import content
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.outline import outline
from pytest_schema_audit.servers import Server
from pytest_schema_audit.spelling import quote
from tests.auditing import audit, failing, snapshot

SCHEMA = """
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE parent (id serial PRIMARY KEY, at timestamptz DEFAULT now());
CREATE TABLE item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s varchar(20) DEFAULT 'x', m mood,
    parent_id integer REFERENCES parent, CHECK (s IN ('x', 'y'))
);
CREATE INDEX item_idx ON item (lower(s)) WHERE m = 'a';
CREATE TABLE log (a integer) PARTITION BY RANGE (a);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (2);
CREATE VIEW v AS SELECT 1 AS a;
"""

CALLS = """
SELECT DISTINCT p.oid::regprocedure::text, p.proname, p.prorettype::regtype::text,
    array_to_string(p.proargtypes::regtype[], ', ')
FROM pg_proc AS p
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY (%s)
    AND p.prokind = 'f' AND p.provariadic = 0 AND p.prorettype NOT IN
        (SELECT oid FROM pg_type WHERE typtype = 'p')
    AND NOT p.proargtypes::oid[] && ARRAY(SELECT oid FROM pg_type WHERE typtype = 'p')
"""
"""Every signature of the functions that the queries call, so that each can be planted exactly."""

OPERATORS = """
SELECT o.oprname, o.oprleft::regtype::text, o.oprright::regtype::text
FROM pg_operator AS o
WHERE o.oprname IN ('=', '<>', '~', '!~', '>', '>=', '<', '&&')
    AND o.oprresult = 'boolean'::regtype AND o.oprleft <> 0
    AND o.oprleft = ANY ('{oid,name,text,"char",int2,int4,int8,bool,xid,regclass}'::regtype[])
    AND o.oprright = ANY ('{oid,name,text,"char",int2,int4,int8,bool,xid,regclass}'::regtype[])
"""


def plant(connection: psycopg.Connection) -> int:
    """Plant lying twins of all that the queries call into `public`; return how many."""
    major = connection.info.server_version // 10000
    aspects = (name for names in QUERIES.values() for name in names)
    text = "".join(query(name, major).decode() for name in (*KINDS, "types", *aspects))
    names = sorted(set(re.findall(r"pg_catalog\.([a-z_]+)\(", text)))
    functions = connection.execute(CALLS, [names]).fetchall()
    for _, name, result, arguments in functions:
        connection.execute(
            f"CREATE FUNCTION public.{name}({arguments}) RETURNS {result} "
            f"LANGUAGE sql IMMUTABLE AS 'SELECT NULL::{result}'".encode()
        )
    operators = connection.execute(OPERATORS).fetchall()
    pairs = [(name, left, right) for name, left, right in operators]
    pairs += [("=", "oid", "integer"), ("<>", "oid", "integer"), (">=", "oid", "integer")]
    for left, right in {(left, right) for _, left, right in pairs}:
        connection.execute(
            f"CREATE FUNCTION public.never({left}, {right}) RETURNS boolean "
            "LANGUAGE sql IMMUTABLE AS 'SELECT false'".encode()
        )
    for name, left, right in pairs:
        connection.execute(
            f"CREATE OPERATOR public.{name} "
            f"(LEFTARG = {left}, RIGHTARG = {right}, FUNCTION = public.never)".encode()
        )
    return len(functions) + len(pairs)


def test_exact_twins_of_what_the_queries_call_change_nothing(
    connection: psycopg.Connection,
) -> None:
    connection.execute(SCHEMA.encode())
    definitions = [
        Definition("constraint", ("public", "item"), "x", "CHECK (id > 0)"),
        Definition("index", ("public", "item"), "x", "btree (lower(s))"),
        Definition("column", ("public", "item"), "s", "varchar(20) DEFAULT 'x'"),
    ]
    before = snapshot(connection, tuple(QUERIES))
    forms = realise(connection, before, definitions)
    connection.execute("CREATE SCHEMA apart; SET search_path = apart, public")
    assert plant(connection) > 50
    after = snapshot(connection, tuple(QUERIES))
    assert {key: after.aspects[key] for key in before.aspects} == before.aspects != {}
    assert {key: after.objects[key] for key in before.objects} == before.objects != {}
    unlike = ("objects", "types", "aspects")
    assert {name: getattr(before, name) for name in before.__slots__ if name not in unlike} == {
        name: getattr(after, name) for name in after.__slots__ if name not in unlike
    }
    again = realise(connection, after, definitions)
    assert not [form for form in again.values() if isinstance(form, Refused)]
    assert [content(form) for form in again.values() if isinstance(form, Form)] == [
        content(form) for form in forms.values() if isinstance(form, Form)
    ]


SETTINGS = [
    "quote_all_identifiers = on",
    "DateStyle = 'German'",
    "IntervalStyle = 'sql_standard'",
    "TimeZone = 'Asia/Tokyo'",
    "extra_float_digits = -15",
    "bytea_output = 'escape'",
    "search_path = nowhere",
    "array_nulls = off",
    "xmloption = document",
    "xmlbinary = hex",
    "default_transaction_read_only = on",
    "default_transaction_deferrable = on",
    "default_transaction_isolation = 'serializable'",
    "client_encoding = 'SQL_ASCII'",
    "client_encoding = 'LATIN1'",
]

PRINTED = """
CREATE TABLE item (
    a timestamptz DEFAULT '2024-01-02 03:04:05.678+09', b interval DEFAULT '1 year 2 days 3 hours',
    c float8 DEFAULT 0.1, d bytea DEFAULT '\\x00ff27', e date DEFAULT '2024-02-01',
    f xml, g text[] DEFAULT '{NULL,a}', h real DEFAULT 1.0e-7, i text DEFAULT 'Größe',
    CONSTRAINT item_check CHECK (a > '2024-01-02 03:04:05+00' AND b < '1 mon' AND c > 0.3)
);
"""

MANIFEST = """
tables:
  item:
    columns:
      a: timestamptz default '2024-01-01 18:04:05.678+00'
      b: interval default '1 year 2 days 03:00:00'
      c: double precision default 0.1
      d: bytea default '\\x00ff27'
      e: date default '2024-02-01'
      f: xml
      g: text[] default '{NULL,a}'
      h: real default 1.0e-7
      i: text default 'Größe'
    checks:
      item_check: CHECK (a > '2024-01-02 03:04:05+00' AND b < '1 mon' AND c > 0.3)
"""


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_of_the_database_is_drift(server: Server, tmp_path: Path, setting: str) -> None:
    text = setting.replace("'", "''")
    change = (
        f"DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET {text}', current_database()); END$$;"
    )
    schema = f"SET TimeZone = 'UTC';{PRINTED}"
    assert failing(audit(server, tmp_path, MANIFEST, schema, change)) == {}


def test_an_audit_leaves_the_database_as_it_was(server: Server, tmp_path: Path) -> None:
    (tmp_path / "1.sql").write_text(SCHEMA + "SELECT nextval('parent_id_seq');")
    (tmp_path / "m.yaml").write_text(
        "database: app\ntables:\n  item:\n    columns: {s: varchar (20) default 'y'}\n"
        "    checks:\n      item_s_check: CHECK (s in ('y'))\n"
        "    indexes:\n      item_idx: btree (upper(s))\n"
    )
    plan = Plan("plain", tmp_path, (Migration("1", tmp_path / "1.sql"),))
    with (
        audited(server, outline(load_suite(tmp_path / "m.yaml"), ["1"]), plan) as made,
        psycopg.connect(made.conninfo) as connection,
    ):
        assert len(failing(made.report)) > 3
        names = connection.execute(
            "SELECT relname::text FROM pg_class WHERE oid >= 16384 UNION ALL "
            "SELECT nspname::text FROM pg_namespace WHERE oid >= 16384"
        ).fetchall()
        assert not [name for (name,) in names if name.startswith("schema_audit")]
        last = connection.execute("SELECT last_value, is_called FROM parent_id_seq").fetchone()
        assert last == (1, True)


NAMES = [
    "a::b", "x[1]", "a.b", 'say "hi"', "it's", " a  b ", "100%s %(x)s", "a\nb", "a\tb", "Größe",
    "n" * 63, "t USING btree (x)", "schema_audit_0_0", "select", "a/b\\c", "{0}", "$1", "ä" * 31,
    "a; DROP TABLE x", "--", "/*", "'", '"', "\\", "😀", "a%3A%3Ab", "\u202e", "\x01",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_kind_is_read_and_realised(connection: psycopg.Connection, name: str) -> None:
    short = f"{name[:8]}i"
    quoted, index = ('"' + one.replace('"', '""') + '"' for one in (name, short))
    for statement in (
        f"CREATE SCHEMA {quoted}",
        f"CREATE TABLE {quoted}.{quoted} ({quoted} integer)",
        f"CREATE INDEX {index} ON {quoted}.{quoted} ({quoted} DESC)",
        f"CREATE TYPE {quoted}.{index} AS ENUM ('x')",
    ):
        connection.execute(statement.encode())
    read = snapshot(connection)
    table = (name, name)
    assert list(read.tables) == [table]
    assert list(read.columns[table]) == [name]
    assert list(read.enums) == [(name, short)]
    found = read.indexes[table][short].definition
    assert found == f"btree ({quote(name)} DESC)"
    wanted = [
        Definition("column", table, name, "bigint"),
        Definition("index", table, name, f"btree ({quoted} DESC)"),
        Definition("constraint", table, name, f"CHECK ({quoted} > 0)"),
    ]
    made = realise(connection, read, wanted)
    assert not [form for form in made.values() if isinstance(form, Refused)]


def test_many_tables_of_one_short_name_do_not_clash(connection: psycopg.Connection) -> None:
    wanted = []
    for number in range(12):
        schema = f"s{number}"
        connection.execute(f"CREATE SCHEMA {schema}; CREATE TABLE {schema}.t (a int)".encode())
        wanted += [
            Definition("constraint", (schema, "t"), "x", f"CHECK (a > {number + copy})")
            for copy in range(3)
        ]
    made = realise(connection, snapshot(connection), wanted)
    assert len(made) == math.prod((12, 3))
    assert not [form for form in made.values() if isinstance(form, Refused)]
