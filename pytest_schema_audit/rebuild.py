"""Make the shape of a live database on a private server, so that expressions can be canonicalised.

Nothing is ever created on a live database. What the private server lacks (an extension, a type of a
kind that the snapshot does not hold) costs only the definitions that need it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from psycopg import Connection, Error, sql

from .canonical import silence_event_triggers
from .catalog.read import pin_settings
from .manifest.pieces import pieces
from .model import Snapshot
from .remade import Statement, runnable

_BEFORE_TABLES = frozenset(
    {"collation", "domain", "composite_type", "range_type", "function", "procedure", "aggregate"}
)
_FOREIGN = ("foreign_data_wrapper", "foreign_server", "foreign_table")
_BODY = re.compile(r"^(?:AS |BEGIN ATOMIC|RETURN )", re.MULTILINE)
_AFTER_TABLES = frozenset(
    {"view", "materialized_view", "text_search_dictionary", "text_search_configuration"}
)
_THERE = """
SELECT n.nspname, t.typname, e.enumlabel
FROM pg_catalog.pg_enum AS e
INNER JOIN pg_catalog.pg_type AS t ON t.oid = e.enumtypid
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
"""


def rebuild(conn: Connection[Any], snapshot: Snapshot) -> None:
    """Make schemas, extensions, types, functions, tables and views as far as the server can.

    What is there already stays; labels that an enum there lacks are added. Functions have another
    body here: PostgreSQL calls immutable ones where it makes an index, and what they would do on
    a private server is nobody's business.

    :param conn: a connection outside any transaction, on a private database.
    :param snapshot: what the live database holds.
    """
    with conn.transaction():
        pin_settings(conn)
        conn.execute("SET LOCAL search_path = public")
        conn.execute("SET LOCAL check_function_bodies = off")
        if conn.info.parameter_status("is_superuser") == "on":
            silence_event_triggers(conn)
        # Each may need another: once more for what could not be made, while anything still can.
        left = list(_statements(snapshot))
        before = len(left) + 1
        while len(left) < before:
            before = len(left)
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
    schemas |= {one.name for one in snapshot.objects.values() if one.kind == "schema"}
    for schema in sorted(schemas - {"public", "pg_catalog"}):
        yield sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema))
    for one in snapshot.objects.values():
        if one.kind == "extension":
            yield sql.SQL("CREATE EXTENSION {} CASCADE").format(sql.Identifier(one.name))
    for (schema, name), enum in snapshot.enums.items():
        labels = sql.SQL(", ").join(sql.Literal(label) for label in enum.labels)
        yield sql.SQL("CREATE TYPE {} AS ENUM ({})").format(sql.Identifier(schema, name), labels)
    for schema, name in snapshot.sequences:
        yield sql.SQL("CREATE SEQUENCE {}").format(sql.Identifier(schema, name))
    yield from _objects(snapshot, _BEFORE_TABLES)
    yield from _tables(snapshot)
    yield from _keys(snapshot)
    for kind in _FOREIGN:
        yield from _objects(snapshot, {kind})
    yield from _objects(snapshot, _AFTER_TABLES)


def _objects(snapshot: Snapshot, kinds: Collection[str]) -> Iterator[sql.Composed]:
    for one in snapshot.objects.values():
        kind = one.kind.replace(" ", "_")
        if kind in kinds:
            routine = kind in {"function", "procedure"}
            text = _without_body(one.definition) if routine else one.definition
            if kind == "foreign_data_wrapper":
                text = ""  # its handler and validator are code
            own = Statement(kind, "", "", one.name).own_name
            name = sql.Identifier(*filter(None, (one.schema, own)))
            for part in pieces(kind, text, name.as_string()):
                yield sql.Composed([sql.SQL(runnable(kind, part.whole))])


def _without_body(definition: str) -> str:
    """Return a routine with its signature and its volatility alone.

    :param definition: as ``pg_get_functiondef`` prints it: a line ends before each clause.
    """
    signature, _, rest = definition.partition("\n LANGUAGE ")
    clauses = _BODY.split(rest, maxsplit=1)[0].split()
    volatility = "IMMUTABLE " if "IMMUTABLE" in clauses else ""
    return f"{signature} LANGUAGE plpgsql {volatility}AS 'BEGIN RETURN NULL; END'"


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
