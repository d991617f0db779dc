"""Schemas of any size, made from a small grammar: migrations and the manifest that describes them.

The proportions are those of large systems: for each table 7 columns, 2.5 indexes, 1.4 foreign keys
and 0.55 views. The same seed and size give the same schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

COLUMNS = (
    *["text not null"] * 6,
    *["text"] * 6,
    "timestamp(3) without time zone not null default CURRENT_TIMESTAMP",
    "timestamp(3) without time zone",
    "boolean not null default false",
    "integer not null default 0",
    "integer",
    "numeric(10,2) not null default 0",
    "double precision",
    "jsonb",
    "text[]",
    # PostgreSQL prints `'new'::text`: the one that has to be made on the server to be compared.
    "text not null default 'new'",
)
"""What a column may be, as DDL and manifest spell it; all but the last as PostgreSQL prints it."""

TABLES_PER_FILE = 50


@dataclass(frozen=True)
class Table:
    """One table with what belongs to it; each value is its name and its definition in SQL."""

    name: str
    columns: dict[str, str]
    indexes: dict[str, str]
    foreign_keys: dict[str, str]


def tables(size: int, seed: int = 0) -> tuple[Table, ...]:
    """Make tables that refer to each other.

    :param size: number of tables.
    :param seed: which of the possible schemas.
    """
    random = Random(seed)
    return tuple(_table(number, random) for number in range(size))


def _table(number: int, random: Random) -> Table:
    name = f"Table{number:04}"
    others = {
        f"column{position}": random.choice(COLUMNS) for position in range(random.randint(4, 6))
    }
    parents = [random.randint(0, number) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    references = {f"parent{position}Id": parent for position, parent in enumerate(parents)}
    indexed = [["column0"], ["column1", "column2"]][: random.choice((1, 1, 2, 2))]
    return Table(
        name,
        {"id": "text not null", **dict.fromkeys(references, "text not null"), **others},
        {
            f"{name}_{'_'.join(columns)}_idx": f"btree ({', '.join(columns)})"
            for columns in indexed
            if not any(others[column] == "jsonb" for column in columns)
        },
        {
            f"{name}_{column}_fkey": f'FOREIGN KEY ("{column}") REFERENCES "Table{parent:04}"(id)'
            " ON UPDATE CASCADE ON DELETE RESTRICT"
            for column, parent in references.items()
        },
    )


def write(folder: Path, made: tuple[Table, ...], major: int) -> None:
    """Write `migrations/*.sql` and `expected/*.yaml`.

    :param folder: where; made if it is not there.
    :param made: what `tables` returned.
    :param major: the PostgreSQL major that the manifest asks for.
    """
    migrations, expected = folder / "migrations", folder / "expected"
    for path in (migrations, expected):
        path.mkdir(parents=True, exist_ok=True)
    for number, (name, statements) in enumerate(_migrations(made), 1):
        text = "".join(f"{statement};\n" for statement in statements)
        (migrations / f"{number:04}_{name}.sql").write_text(text, encoding="utf-8")
    (expected / "audit.yaml").write_text(
        f"database: bench\nmigrations: {{path: ../migrations, layout: plain}}\npostgres: {major}\n"
        "unexpected: {views: allow}\n",
        encoding="utf-8",
    )
    for first in range(0, len(made), TABLES_PER_FILE):
        lines = ["tables:", *_manifest(made[first : first + TABLES_PER_FILE])]
        path = expected / f"tables{first:04}.yaml"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _migrations(made: tuple[Table, ...]) -> Iterator[tuple[str, Iterator[str]]]:
    yield "tables", (_create_table(table) for table in made)
    yield (
        "indexes",
        (
            f'CREATE INDEX "{name}" ON "{table.name}" USING {definition}'
            for table in made
            for name, definition in table.indexes.items()
        ),
    )
    yield (
        "foreign_keys",
        (
            f'ALTER TABLE "{table.name}" ADD CONSTRAINT "{name}" {definition}'
            for table in made
            for name, definition in table.foreign_keys.items()
        ),
    )
    yield (
        "views",
        (
            f'CREATE VIEW "{table.name}View" AS SELECT id, column0 FROM "{table.name}"'
            for number, table in enumerate(made)
            if number % 20 < 11
        ),
    )


def _create_table(table: Table) -> str:
    columns = [f'"{name}" {definition}' for name, definition in table.columns.items()]
    columns.append(f'CONSTRAINT "{table.name}_pkey" PRIMARY KEY (id)')
    return f'CREATE TABLE "{table.name}" (\n    ' + ",\n    ".join(columns) + "\n)"


def _manifest(made: tuple[Table, ...]) -> Iterator[str]:
    for table in made:
        yield f"  {table.name}:"
        yield from _section("columns", table.columns)
        yield from _section("primary key", {f"{table.name}_pkey": "[id]"})
        yield from _section("foreign keys", table.foreign_keys)
        yield from _section("indexes", table.indexes)


def _section(key: str, entries: dict[str, str]) -> Iterator[str]:
    if entries:
        yield f"    {key}:"
        yield from (f"      {name}: {definition}" for name, definition in entries.items())
