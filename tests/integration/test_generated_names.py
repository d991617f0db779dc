"""Names that PostgreSQL gives to what a statement leaves unnamed, against its own."""

from __future__ import annotations

from pathlib import Path

import psycopg

from pytest_schema_audit.migrations.events import events
from pytest_schema_audit.migrations.script import Script
from pytest_schema_audit.migrations.statements import statements

NAMES = """
SELECT c.relname FROM pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('i', 'S')
UNION SELECT conname FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""

STATEMENTS = """
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE CHECK (b > 0), c serial, d text, e jsonb,
    i int GENERATED ALWAYS AS IDENTITY, r int[],
    UNIQUE (a, b) INCLUDE (c), EXCLUDE USING btree (c WITH =), CHECK (a > b));
CREATE INDEX ON t (lower(d), upper(d), b) INCLUDE (c);
CREATE INDEX ON t (d, d, (d || 'x'), (d || 'y'));
CREATE INDEX ON t ((e ->> 'x'), (d::varchar(5)), (a::text), (1::bigint), (d COLLATE "C"));
CREATE INDEX ON t ((coalesce(a, b)), (greatest(a, b)), (least(a, b)), (nullif(a, b)), (r[1]));
CREATE INDEX ON t ((CASE WHEN a > 1 THEN 1 END), (CASE WHEN a > 1 THEN 1 ELSE b END));
CREATE INDEX ON t ((ARRAY[a]), (a IS NULL), (NOT a > 1), (pg_catalog.abs(a)));
ALTER TABLE t ADD UNIQUE (c), ADD FOREIGN KEY (a, b) REFERENCES t (a, b);
CREATE TABLE a_table_whose_name_takes_nearly_all_room (
    a_column_whose_name_takes_as_much_room int UNIQUE CHECK (
        a_column_whose_name_takes_as_much_room > 0),
    "ein_längerer_Spaltenname_mit_Umlauten_öäü" serial UNIQUE,
    another_column_of_this_table_with_a_long_name int REFERENCES t,
    UNIQUE (another_column_of_this_table_with_a_long_name, "ein_längerer_Spaltenname_mit_Umlauten_öäü")
);
CREATE INDEX ON a_table_whose_name_takes_nearly_all_room (
    a_column_whose_name_takes_as_much_room, another_column_of_this_table_with_a_long_name);
CREATE TABLE "ein_längerer_Tabellenname_der_fast_den_ganzen_Platz_braucht" (i int PRIMARY KEY, s serial);
"""


def test_as_postgresql_chooses_them(connection: psycopg.Connection) -> None:
    connection.execute(STATEMENTS.encode())
    script = Script(Path("names.sql"), STATEMENTS)
    found = (event for one in statements(script, slice(0, None)) for event in events(one.tree))
    generated = {event.name for event in found if event.generated}
    assert generated == {name for (name,) in connection.execute(NAMES.encode())}
