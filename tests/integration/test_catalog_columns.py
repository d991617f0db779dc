"""What the catalog says of columns beyond their definitions: defaults, sequences, parents."""

from __future__ import annotations

import psycopg
import pytest

from pytest_schema_audit.model import Snapshot
from tests.auditing import snapshot


def made(connection: psycopg.Connection, sql: str) -> Snapshot:
    """Run SQL, and read what there is."""
    connection.execute(sql.encode())
    return snapshot(connection)


def test_a_default_has_a_row_of_its_own(connection: psycopg.Connection) -> None:
    read = made(connection, "CREATE TABLE item (a integer DEFAULT 1, b integer)")
    after = made(connection, "ALTER TABLE item ALTER a SET DEFAULT 2")
    before, now = (one.columns["public", "item"]["a"] for one in (read, after))
    assert now.default_xid > before.default_xid > 0
    assert after.columns["public", "item"]["b"].default_xid == 0


@pytest.mark.parametrize(
    ("sql", "serial"),
    [
        ("CREATE TABLE item (id serial)", "nextval('item_id_seq'::regclass)"),
        ('CREATE TABLE item ("Id" serial)', ""),
        ("CREATE TABLE item (id integer)", ""),
        ("CREATE TABLE item (id integer GENERATED ALWAYS AS IDENTITY)", ""),
        (
            "CREATE TABLE item (id serial); CREATE SEQUENCE a OWNED BY item.id",
            "nextval('item_id_seq'::regclass)",
        ),
        (
            "CREATE TABLE item (id serial); CREATE SEQUENCE a OWNED BY item.id;"
            "ALTER TABLE item ALTER id SET DEFAULT nextval('a')",
            "nextval('a'::regclass)",
        ),
        (
            'CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq RENAME TO "It\'s"',
            "nextval('\"It''s\"'::regclass)",
        ),
    ],
)
def test_the_sequence_a_column_takes_its_numbers_from(
    connection: psycopg.Connection, sql: str, serial: str
) -> None:
    columns = made(connection, sql).columns["public", "item"]
    assert columns.get("id", columns.get("Id")) is not None
    assert columns["id"].serial == serial if "id" in columns else columns["Id"].serial != ""


@pytest.mark.parametrize(
    ("sql", "implied"),
    [
        ("CREATE TABLE item (id serial)", True),
        ("CREATE TABLE item (id smallserial)", True),
        ("CREATE TABLE item (id bigserial)", True),
        ("CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq INCREMENT 2", False),
        ("CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq CACHE 2", False),
        ("CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq CYCLE", False),
        ("CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq AS bigint", False),
        ("CREATE TABLE item (id serial); ALTER SEQUENCE item_id_seq OWNED BY NONE", False),
        ("CREATE SEQUENCE item_id_seq", False),
    ],
)
def test_an_unchanged_sequence_of_serial_is_part_of_its_column(
    connection: psycopg.Connection, sql: str, implied: bool
) -> None:
    read = made(connection, sql)
    assert read.sequences["public", "item_id_seq"].implied is implied


PARTITIONED = """
CREATE TABLE log (a integer DEFAULT 1, b integer NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (2);
"""


@pytest.mark.parametrize(
    ("change", "own"),
    [
        ("", []),
        ("ALTER TABLE log_1 ALTER a SET DEFAULT 2", ["a"]),
        ("ALTER TABLE log_1 ALTER a DROP DEFAULT", ["a"]),
        ("ALTER TABLE log_1 ALTER a SET NOT NULL", ["a"]),
        ("ALTER TABLE log DETACH PARTITION log_1", ["a", "b"]),
        ("ALTER TABLE log ADD c text DEFAULT 'x'", []),
        ("ALTER TABLE log ALTER a SET DEFAULT 3", []),
    ],
)
def test_a_column_is_its_parents_until_it_differs(
    connection: psycopg.Connection, change: str, own: list[str]
) -> None:
    read = made(connection, f"{PARTITIONED} {change}")
    columns = read.columns["public", "log_1"].values()
    assert [column.name for column in columns if not column.inherited] == own
