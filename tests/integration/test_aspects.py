"""Owners, privileges, storage, statistics and versions: written down, audited and kept up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.aspects import aspects_to_read
from pytest_schema_audit.catalog.aspects import QUERIES
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.kinds import ASPECTS
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.prepared import named_in
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import NotAsked, Verdict
from tests.auditing import snapshot
from tests.integration.test_cases import CASES, for_major
from tests.property.audits import Bench, bench

ASPECT_KINDS = ("owner", "privilege", "storage", "statistics_target")
KINDS = (
    *ASPECT_KINDS,
    *("schema", "extension", "publication", "subscription", "event_trigger", "default_privilege"),
)
NAMES = sorted(f"{kind}/{case.name}" for kind in KINDS for case in (CASES / kind).iterdir())

EVERY_KIND = """
CREATE TYPE mood AS ENUM ('good');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE pair AS (a integer, b text);
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TABLE item (id integer PRIMARY KEY, state text, kind text);
CREATE VIEW items AS SELECT id FROM item;
CREATE MATERIALIZED VIEW many AS SELECT id FROM item;
CREATE SEQUENCE numbers;
CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';
CREATE FUNCTION "odd(name".f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE done(INOUT a integer) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE sum_of(integer) (SFUNC = add, STYPE = integer);
CREATE COLLATION plain FROM "C";
CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = add);
CREATE OPERATOR FAMILY family USING btree;
CREATE OPERATOR CLASS ints FOR TYPE integer USING btree FAMILY family AS
    OPERATOR 1 <, FUNCTION 1 btint4cmp(integer, integer);
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION talk (PARSER = "default");
CREATE STATISTICS pairs ON state, kind FROM item;
CREATE FOREIGN DATA WRAPPER wrapper;
CREATE SERVER remote FOREIGN DATA WRAPPER wrapper;
CREATE FOREIGN TABLE far (id integer) SERVER remote;
CREATE PUBLICATION news FOR TABLE item;
CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION noted();
CREATE EXTENSION citext;
"""


def test_aspects_are_read_under_the_names_of_the_objects(connection: psycopg.Connection) -> None:
    connection.execute('CREATE SCHEMA "odd(name"')
    connection.execute(EVERY_KIND.encode())
    read = snapshot(connection, tuple(QUERIES))
    known = {
        *read.objects,
        *(("table", schema, "", name) for schema, name in read.tables),
        *(("enum", schema, "", name) for schema, name in read.enums),
        *(("sequence", schema, "", name) for schema, name in read.sequences),
    }
    owned = {key for key, values in read.aspects.items() if "owner" in values}
    granted = {key for key, values in read.aspects.items() if "grants" in values}
    unowned = {"trigger", "policy", "rule", "cast", "user mapping"}
    assert {key for key in known - owned if key[0] not in unowned} == set()
    assert {kind for kind, *_ in known & owned} >= {"operator class", "aggregate", "domain"}
    assert {kind for kind, *_ in known & granted} >= {"aggregate", "domain", "foreign server"}


def test_nothing_is_read_that_nobody_asks_for(tmp_path: Path) -> None:
    manifest = tmp_path / "audit.yaml"
    manifest.write_text("database: shop\ntables:\n  a: {columns: {id: integer}}\n")
    assert aspects_to_read(load_suite(manifest)) == set()
    manifest.write_text(
        "database: shop\naspects: [storage]\ntables:\n"
        "  a: {owner: app, columns: {id: {is: integer, statistics: 100}}}\n"
    )
    assert aspects_to_read(load_suite(manifest)) == {"owners", "statistics", "storage"}


@contextmanager
def of_case(name: str, server: Server) -> Iterator[Bench]:
    """A database after a case's schema and drift, beside the case's manifest."""
    folder = CASES / name
    files = [folder / "schema.sql", folder / "drift.sql"]
    plan = Plan("plain", folder, tuple(Migration(file.name, file) for file in files))
    made_role = named_in(plan)
    with scratch_database(server, made_role=made_role) as conninfo, bench(conninfo) as opened:
        for file in files:
            opened.conn.execute(file.read_bytes())
        opened.write({"audit.yaml": (folder / "manifest.yaml").read_text()})
        yield opened


def failing(opened: Bench) -> dict[str, Verdict]:
    return {key: one for key, one in opened.drift().items() if not isinstance(one, NotAsked)}


@pytest.mark.parametrize("name", NAMES)
def test_update_makes_the_manifest_say_what_is_there(name: str, server: Server) -> None:
    if not for_major(CASES / name, server.major):
        pytest.skip(f"not for PostgreSQL {server.major}")
    with of_case(name, server) as opened:
        drift = failing(opened)
        done = opened.update()
        for path, (_, text) in done.files.items():
            path.write_text(text)
        assert failing(opened) == {}
        assert bool(done.files) == bool(drift)


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_manifest_says_what_is_there(kind: str, server: Server) -> None:
    with of_case(f"{kind}/no_op", server) as opened:
        opened.write(opened.first(aspects=ASPECTS))
        assert failing(opened) == {}
        assert opened.expectations()


@pytest.mark.parametrize("kind", ASPECT_KINDS)
def test_a_first_manifest_says_nothing_of_what_is_off(kind: str, server: Server) -> None:
    with of_case(f"{kind}/no_op", server) as opened:
        opened.write(opened.first())
        assert [entry for entry in opened.expectations() if entry.aspects] == []
        assert failing(opened) == {}
