"""The reference case has the figures that it stands for.

Counted with plain SQL on a real server: nothing of the plugin but the server itself takes part.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql
from psycopg.pq import ExecStatus

from pytest_schema_audit.servers import ServerRequest, provide

PRISMA = Path(__file__).parents[1] / "medspa" / "prisma"
DATABASE = "reference_figures"

FIGURES = tomllib.loads((PRISMA.parent / "figures.toml").read_text("utf-8"))

Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture(scope="module")
def reference_dsn() -> Iterator[str]:
    """Connection string of a server's database that is there for this module alone."""
    with provide(ServerRequest(value="auto")) as server:
        name = sql.Identifier(DATABASE)
        with psycopg.connect(server.conninfo, autocommit=True) as maintenance:
            maintenance.execute(sql.SQL("CREATE DATABASE {}").format(name))
            yield psycopg.conninfo.make_conninfo(server.conninfo, dbname=DATABASE)
            maintenance.execute(sql.SQL("DROP DATABASE {}").format(name))


@pytest.fixture(scope="module")
def reference(reference_dsn: str) -> Iterator[Connection]:
    """The reference database: ledger, four migrations, seed."""
    with psycopg.connect(reference_dsn, autocommit=True) as connection:
        connection.execute(
            """
            CREATE TABLE _prisma_migrations (
                id                      VARCHAR(36) PRIMARY KEY NOT NULL,
                checksum                VARCHAR(64) NOT NULL,
                finished_at             TIMESTAMPTZ,
                migration_name          VARCHAR(255) NOT NULL,
                logs                    TEXT,
                rolled_back_at          TIMESTAMPTZ,
                started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
                applied_steps_count     INTEGER NOT NULL DEFAULT 0
            )
            """
        )
        for file in sorted(PRISMA.glob("migrations/*/migration.sql")):
            send_as_one_string(connection, file)
            connection.execute(
                "INSERT INTO _prisma_migrations VALUES"
                " (gen_random_uuid(), %s, now(), %s, NULL, NULL, now(), 1)",
                (hashlib.sha256(file.read_bytes()).hexdigest(), file.parent.name),
            )
        send_as_one_string(connection, PRISMA / "seed.sql")
        yield connection


def send_as_one_string(connection: Connection, file: Path) -> None:
    """Send a whole file in one simple query, as Prisma does."""
    result = connection.pgconn.exec_(file.read_bytes())
    assert result.status == ExecStatus.COMMAND_OK, result.error_message.decode()


def rows(connection: Connection, query: LiteralString) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def figure(connection: Connection, query: LiteralString) -> int:
    [(number,)] = rows(connection, query)
    assert isinstance(number, int)
    return number


def models() -> dict[str, list[list[str]]]:
    """Each model of ``schema.prisma`` with the words of its scalar fields' lines."""
    text = (PRISMA / "schema.prisma").read_text("utf-8")
    blocks = dict(re.findall(r"^model (\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL))
    lines = {
        name: [line.split() for line in block.splitlines() if re.match(r"\s+\w", line)]
        for name, block in blocks.items()
    }
    return {
        name: [words for words in fields if words[1].rstrip("[]?") not in blocks]
        for name, fields in lines.items()
    }


def test_tables_have_the_column_counts_of_the_original(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT table_name::text, count(*) FROM information_schema.columns"
        " WHERE table_schema = 'public' GROUP BY 1",
    )
    assert dict(found) == FIGURES["columns-of"]
    assert len(found) == FIGURES["tables"]
    assert sum(count for _, count in found) == FIGURES["columns"]
    assert max(found, key=lambda row: row[1])[0] == FIGURES["largest-table"]


def test_there_are_245_indexes_of_three_sorts(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT CASE WHEN i.indisprimary THEN 'primary' WHEN i.indisunique THEN 'unique'"
        " ELSE 'other' END, count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid GROUP BY 1",
    )
    assert dict(found) == {
        "primary": FIGURES["primary-keys"],
        "unique": FIGURES["unique-indexes"],
        "other": FIGURES["other-indexes"],
    }
    assert sum(count for _, count in found) == 245


def test_every_table_has_a_primary_key(reference: Connection) -> None:
    query: LiteralString = (
        "SELECT count(DISTINCT conrelid) FROM pg_constraint"
        " WHERE contype = 'p' AND connamespace = 'public'::regnamespace"
    )
    assert figure(reference, query) == FIGURES["tables"]


def test_no_constraint_is_anything_but_a_primary_or_foreign_key(reference: Connection) -> None:
    # 18 also keeps NOT NULL there (contype n).
    found = rows(
        reference,
        "SELECT DISTINCT contype::text FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
    )
    assert sorted(found) == [("f",), ("p",)]


def test_foreign_keys_have_the_targets_and_actions_of_the_original(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT c.relname, t.relname, f.confdeltype::text, f.confupdtype::text"
        " FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid"
        " JOIN pg_class t ON t.oid = f.confrelid WHERE f.contype = 'f'",
    )
    letters = {"CASCADE": "c", "RESTRICT": "r", "SET NULL": "n"}
    expected = [
        (child, parent, letters[action], "c")
        for child, target in FIGURES["on-delete"].items()
        for parent, action in [target.split(" ", 1)]
    ]
    assert len(found) == FIGURES["foreign-keys"]
    assert sorted(found) == sorted(expected)


def test_every_foreign_key_has_an_index_behind_it(reference: Connection) -> None:
    query: LiteralString = (
        "SELECT f.conname FROM pg_constraint f WHERE f.contype = 'f' AND NOT EXISTS"
        " (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indpred IS NULL"
        " AND i.indkey[0] = f.conkey[1])"
    )
    widest: LiteralString = "SELECT max(cardinality(conkey)) FROM pg_constraint WHERE contype = 'f'"
    assert figure(reference, widest) == 1
    assert rows(reference, query) == []


def test_natural_keys_are_unique(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
        " WHERE i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL",
    )
    assert {".".join(row) for row in found} >= set(FIGURES["natural-keys"])


def test_enum_types_are_the_64_of_the_original(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT t.typname, array_agg(e.enumlabel::text ORDER BY e.enumsortorder)"
        " FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY 1",
    )
    labels = dict(found)
    assert set(labels) == set(FIGURES["enum-types"])
    assert len(labels) == FIGURES["enums"]
    for name, beginning in FIGURES["labels"].items():
        assert labels[name][: len(beginning)] == beginning
    text = (PRISMA / "schema.prisma").read_text("utf-8")
    blocks = re.findall(r"^enum (\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    assert labels == {name: block.split() for name, block in blocks}


def test_softly_deleted_rows_say_when_and_by_whom(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT table_name::text FROM information_schema.columns"
        " WHERE column_name IN ('deletedAt', 'deletedBy') GROUP BY 1 HAVING count(*) = 2",
    )
    assert sorted(found) == [("FormSubmission",), ("FormTemplate",)]


def test_schema_prisma_and_the_database_agree_on_columns(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT table_name::text, column_name::text, is_nullable = 'YES'"
        " FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    )
    expected = [
        (model, words[0], words[1].endswith(("?", "[]")))
        for model, fields in models().items()
        for words in fields
    ]
    assert sorted(found) == sorted(expected)


def test_the_ledger_names_the_four_migrations_in_order(reference: Connection) -> None:
    found = rows(
        reference,
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL"
        " AND rolled_back_at IS NULL AND applied_steps_count = 1 ORDER BY started_at",
    )
    assert [name for (name,) in found] == FIGURES["migrations"]
    lock = (PRISMA / "migrations" / "migration_lock.toml").read_text("utf-8")
    assert 'provider = "postgresql"' in lock.splitlines()


def test_the_seed_fills_five_tables_and_no_other(reference: Connection) -> None:
    tables = rows(reference, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    count = sql.SQL("SELECT count(*) FROM {}")
    found = {
        name: number
        for (name,) in tables
        for (number,) in reference.execute(count.format(sql.Identifier(name))).fetchall()
        if number
    }
    assert found == {**FIGURES["rows"], "_prisma_migrations": len(FIGURES["migrations"])}
