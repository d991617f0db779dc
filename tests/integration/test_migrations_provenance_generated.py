"""Provenance on generated histories, against a book that the generator keeps."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, chdir
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_schema_audit.migrations import apply, discover
from pytest_schema_audit.migrations.described import EXISTENCE, Described
from pytest_schema_audit.migrations.provenance import Provenance

COLUMNS = """SELECT c.relname, a.attname, a.xmin::text::bigint
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped"""


ATTRIBUTES = {
    "existence": EXISTENCE,
    "type": frozenset({"type"}),
    "not null": frozenset({"not null"}),
    "statistics": frozenset({"statistics"}),
}


@dataclass
class Book:
    """Tables with their columns, and for each column the places that wrote its attributes last."""

    tables: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    required: set[tuple[str, str]] = field(default_factory=set)
    gone: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"


def create(book: Book, dice: random.Random, place: str) -> str:
    table, column = book.name("t"), book.name("c")
    reborn = sorted(book.gone)
    if reborn and dice.random() < 0.3:
        table = dice.choice(reborn)
        del book.gone[table]
    book.tables[table] = {column: dict.fromkeys(ATTRIBUTES, place)}
    return f"CREATE TABLE {table} ({column} integer)"


def add(book: Book, dice: random.Random, place: str) -> str:
    table, column = dice.choice(sorted(book.tables)), book.name("c")
    book.tables[table][column] = dict.fromkeys(ATTRIBUTES, place)
    return f"ALTER TABLE {table} ADD COLUMN {column} text"


def alter(book: Book, dice: random.Random, place: str) -> str:
    """One of the changes that write the column's row."""
    table = dice.choice(sorted(book.tables))
    column = dice.choice(sorted(book.tables[table]))
    places = book.tables[table][column]
    if place in places.values():
        return "SELECT 1"
    attribute = dice.choice(["type", "not null", "statistics"])
    places[attribute] = place
    change = f"ALTER TABLE {table} ALTER COLUMN {column}"
    if attribute == "type":
        return f"{change} TYPE varchar({dice.randint(10**3, 10**6)})"
    if attribute == "statistics":
        return f"{change} SET STATISTICS {dice.randint(1, 10**4)}"
    required = (table, column) in book.required
    book.required ^= {(table, column)}
    return f"{change} {'DROP' if required else 'SET'} NOT NULL"


def rename_column(book: Book, dice: random.Random, place: str) -> str:
    table = dice.choice(sorted(book.tables))
    column, new = dice.choice(sorted(book.tables[table])), book.name("c")
    book.tables[table][new] = {**book.tables[table].pop(column), "existence": place}
    _moved(book, (table, column), (table, new))
    return f"ALTER TABLE {table} RENAME COLUMN {column} TO {new}"


def rename_table(book: Book, dice: random.Random, place: str) -> str:
    table, new = dice.choice(sorted(book.tables)), book.name("t")
    book.tables[new] = book.tables.pop(table)
    book.gone[table] = place
    for column in book.tables[new]:
        _moved(book, (table, column), (new, column))
    return f"ALTER TABLE {table} RENAME TO {new}"


def drop(book: Book, dice: random.Random, place: str) -> str:
    table = dice.choice(sorted(book.tables))
    for column in book.tables.pop(table):
        book.required.discard((table, column))
    book.gone[table] = place
    return f"DROP TABLE {table}"


def _moved(book: Book, old: tuple[str, str], new: tuple[str, str]) -> None:
    if old in book.required:
        book.required ^= {old, new}


STEPS = (create, add, alter, rename_column, rename_table, drop)
WEIGHTS = (4, 5, 4, 3, 2, 1)
WRAPPERS = (
    "{};",
    "SAVEPOINT s; {}; RELEASE s;",
    "DO $$ BEGIN {}; EXCEPTION WHEN sqlstate '00001' THEN NULL; END $$;",
    "DO $x$ BEGIN IF true THEN EXECUTE '{}'; END IF; END $x$;",
    "COMMIT; BEGIN; {}; COMMIT; BEGIN;",
    "/* {{ */ {} /* ; */ ;",
)
UNDONE = (
    "SAVEPOINT u; {}; ROLLBACK TO u;",
    "SAVEPOINT u; SAVEPOINT v; {}; RELEASE v; ROLLBACK TO SAVEPOINT u; RELEASE u;",
    "COMMIT; BEGIN; {}; ROLLBACK; BEGIN;",
    "COMMIT AND CHAIN; {}; ROLLBACK AND CHAIN;",
)


def history(book: Book, dice: random.Random, files: int) -> Iterator[tuple[str, str]]:
    for number in range(1, files + 1):
        name, lines = f"{number}.sql", ["BEGIN;"]
        for _ in range(dice.randint(1, 4)):
            step = dice.choices(STEPS, WEIGHTS)[0] if book.tables else create
            statement = step(book, dice, f"{name}:{len(lines) + 1}")
            lines.append(dice.choice(WRAPPERS).format(statement))
            if book.tables and dice.random() < 0.2:
                lines.append(undone(book, dice))
        yield name, "\n".join([*lines, "COMMIT;"])


def undone(book: Book, dice: random.Random) -> str:
    """A statement that names a column and is taken back."""
    table = dice.choice(sorted(book.tables))
    column = dice.choice(sorted(book.tables[table]))
    return dice.choice(UNDONE).format(
        f"ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({dice.randint(10**3, 10**6)})"
    )


def check(files: list[tuple[str, str]], book: Book, database: str) -> None:
    """Apply a history and hold every answer against the book."""
    with TemporaryDirectory() as folder, chdir(folder):
        for name, text in files:
            Path(name).write_text(text)
        plan = discover(Path(), layout="plain")
        provenance = Provenance(plan, apply(database, plan))
        assert made(provenance, database) == {
            (table, column, attribute): places[attribute]
            for table, columns in book.tables.items()
            for column, places in columns.items()
            for attribute in ATTRIBUTES
        }
        gone = {table: provenance.gone_by(Described("table", table)) for table in book.gone}
        assert {table: origin and origin.place for table, origin in gone.items()} == book.gone


def made(provenance: Provenance, database: str) -> dict[tuple[str, str, str], str | None]:
    """The place that is told for attributes of every column of a database."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(COLUMNS).fetchall()
    found = {
        (table, column, name): provenance.made_by(
            xmin, Described("column", column, parent=table), attributes
        )
        for table, column, xmin in rows
        for name, attributes in ATTRIBUTES.items()
    }
    return {key: origin.place if origin else None for key, origin in found.items()}


NewDatabase = Callable[[], AbstractContextManager[str]]

FEW = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(FEW, max_examples=int(os.environ.get("SCHEMA_AUDIT_DEEP_EXAMPLES", "40")))


@FEW
@given(dice=st.randoms(use_true_random=False), files=st.integers(1, 12))
def test_short_histories(dice: random.Random, files: int, new_database: NewDatabase) -> None:
    book = Book()
    written = list(history(book, dice, files))
    with new_database() as database:
        check(written, book, database)


def long_history(seed: int, new_database: NewDatabase) -> None:
    """A history of 200 migrations, too long for hypothesis to draw step by step."""
    book = Book()
    written = list(history(book, random.Random(seed), files=200))
    with new_database() as database:
        check(written, book, database)


@settings(FEW, max_examples=2)
@given(seed=st.integers(0, 2**32))
def test_long_history(seed: int, new_database: NewDatabase) -> None:
    long_history(seed, new_database)


@pytest.mark.deep
@MANY
@given(seed=st.integers(0, 2**32))
def test_long_histories(seed: int, new_database: NewDatabase) -> None:
    long_history(seed, new_database)
