"""Make the shape of a live database on a private server, so that expressions can be canonicalised.

Nothing is ever created on a live database. What the private server lacks (an extension, a type of a
kind that the snapshot does not hold) costs only the definitions that need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from psycopg import Connection, Error, sql

from .catalog.read import pin_settings
from .model import Snapshot

_THERE = """
SELECT n.nspname, t.typname, e.enumlabel
FROM pg_catalog.pg_enum AS e
INNER JOIN pg_catalog.pg_type AS t ON t.oid = e.enumtypid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
"""


def rebuild(conn: Connection[Any], snapshot: Snapshot) -> None:
    """Make schemas, extensions, enums, sequences and tables as far as the server can.

    What is there already stays; labels that an enum there lacks are added.

    :param conn: a connection outside any transaction, on a private database.
    :param snapshot: what the live database holds.
    """
    with conn.transaction():
        pin_settings(conn)
        conn.execute("SET LOCAL search_path = pg_catalog, public")
        left = list(_statements(snapshot))
        # Tables may use each other's row types: once more for what the first round could not make.
        for _ in range(2):
            left = [statement for statement in left if not _made(conn, statement)]
    # Outside the transaction: a label cannot be used in the one that adds it.
    for statement in _labels(snapshot, set(conn.execute(_THERE).fetchall())):
        _made(conn, statement)


def _made(conn: Connection[Any], statement: sql.Composed) -> bool:
    try:
        with conn.transaction():
            conn.execute(statement)
    except Error:
        return False
    return True


def _statements(snapshot: Snapshot) -> Iterator[sql.Composed]:
    schemas = {name for name, _ in (*snapshot.tables, *snapshot.enums, *snapshot.types)}
    schemas |= {other.name for other in snapshot.others if other.kind == "schema"}
    for schema in sorted(schemas - {"public", "pg_catalog"}):
        yield sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema))
    for other in snapshot.others:
        if other.kind == "extension":
            yield sql.SQL("CREATE EXTENSION {} CASCADE").format(sql.Identifier(other.name))
    for (schema, name), enum in snapshot.enums.items():
        labels = sql.SQL(", ").join(sql.Literal(label) for label in enum.labels)
        yield sql.SQL("CREATE TYPE {} AS ENUM ({})").format(sql.Identifier(schema, name), labels)
    for schema, name in snapshot.sequences:
        yield sql.SQL("CREATE SEQUENCE {}").format(sql.Identifier(schema, name))
    yield from _tables(snapshot)
    yield from _keys(snapshot)


def _labels(snapshot: Snapshot, there: set[tuple[str, ...]]) -> Iterator[sql.Composed]:
    for (schema, name), enum in snapshot.enums.items():
        for label in enum.labels:
            if (schema, name, label) not in there:
                yield sql.SQL("ALTER TYPE {} ADD VALUE {}").format(
                    sql.Identifier(schema, name), sql.Literal(label)
                )


def _tables(snapshot: Snapshot) -> Iterator[sql.Composed]:
    for table in snapshot.tables:
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(column.type))
            for column in snapshot.columns.get(table, {}).values()
        ]
        body = sql.SQL(", ").join(columns)
        yield sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(*table), body)


def _keys(snapshot: Snapshot) -> Iterator[sql.Composed]:
    """What foreign keys refer to."""
    for table, constraints in snapshot.constraints.items():
        for key in constraints.values():
            if key.type in {"p", "u"}:
                yield sql.SQL("ALTER TABLE {} ADD {}").format(
                    sql.Identifier(*table), sql.SQL(key.definition)
                )
    for table, indexes in snapshot.indexes.items():
        for index in indexes.values():
            if index.unique and not index.constraint:
                yield sql.SQL("CREATE UNIQUE INDEX ON {} USING {}").format(
                    sql.Identifier(*table), sql.SQL(index.definition)
                )
