"""Provenance on generated histories, against a book that the generator keeps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import Described, Provenance, apply, discover

COLUMNS = """SELECT c.relname, a.attname, a.xmin::text::bigint
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped"""


@dataclass
class Book:
    """Tables with their columns, and for each column the place that wrote it last."""

    tables: dict[str, dict[str, str]] = field(default_factory=dict)
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
    book.tables[table] = {column: place}
    return f"CREATE TABLE {table} ({column} integer)"


def add(book: Book, dice: random.Random, place: str) -> str:
    table, column = dice.choice(sorted(book.tables)), book.name("c")
    book.tables[table][column] = place
    return f"ALTER TABLE {table} ADD COLUMN {column} text"


def alter(book: Book, dice: random.Random, place: str) -> str:
    table = dice.choice(sorted(book.tables))
    column = dice.choice(sorted(book.tables[table]))
    if book.tables[table][column] == place:
        return "SELECT 1"
    book.tables[table][column] = place
    return f"ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({dice.randint(10**3, 10**6)})"


def rename_column(book: Book, dice: random.Random, place: str) -> str:
    table = dice.choice(sorted(book.tables))
    column, new = dice.choice(sorted(book.tables[table])), book.name("c")
    del book.tables[table][column]
    book.tables[table][new] = place
    return f"ALTER TABLE {table} RENAME COLUMN {column} TO {new}"


def rename_table(book: Book, dice: random.Random, place: str) -> str:
    table, new = dice.choice(sorted(book.tables)), book.name("t")
    book.tables[new] = book.tables.pop(table)
    book.gone[table] = place
    return f"ALTER TABLE {table} RENAME TO {new}"


def drop(book: Book, dice: random.Random, place: str) -> str:
    table = dice.choice(sorted(book.tables))
    del book.tables[table]
    book.gone[table] = place
    return f"DROP TABLE {table}"


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


def history(book: Book, dice: random.Random, files: int) -> Iterator[tuple[str, str]]:
    for number in range(1, files + 1):
        name, lines = f"{number}.sql", ["BEGIN;"]
        for _ in range(dice.randint(1, 4)):
            step = dice.choices(STEPS, WEIGHTS)[0] if book.tables else create
            statement = step(book, dice, f"{name}:{len(lines) + 1}")
            lines.append(dice.choice(WRAPPERS).format(statement))
        yield name, "\n".join([*lines, "COMMIT;"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_column_and_every_table_that_went(
    seed: int, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book = Book()
    for name, text in history(book, random.Random(seed), files=200):
        Path(name).write_text(text)
    plan = discover(Path())
    provenance = Provenance(plan, apply(database, plan))
    with psycopg.connect(database) as connection:
        rows = connection.execute(COLUMNS).fetchall()
    found = {
        (table, column): provenance.made_by(xmin, Described("column", column, parent=table))
        for table, column, xmin in rows
    }
    places = {key: origin and origin.place for key, origin in found.items()}
    assert places == {
        (table, column): place
        for table, columns in book.tables.items()
        for column, place in columns.items()
    }
    gone = {table: provenance.gone_by(Described("table", table)) for table in book.gone}
    assert {table: origin and origin.place for table, origin in gone.items()} == book.gone
