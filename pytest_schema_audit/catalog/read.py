"""Read the catalog: all queries in one pipeline, in one read-only transaction, rows to values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from psycopg import Connection, Cursor

from ..model import Column, Constraint, Enum, Index, Other, QualifiedName, Snapshot, Table
from ..model import Sequence as SequenceModel

Row = TypeVar("Row")

ANALYSED_UNDER = "SET LOCAL search_path = pg_catalog, pg_temp"
"""The path under which every query is analysed.

With any of the user's schemas in it, a user's operator or function whose arguments match exactly
would be called instead of PostgreSQL's (documentation: "Operator Type Resolution"). The queries
change it themselves, while they run, to the path definitions are deparsed with.
"""

PINNED = {
    "quote_all_identifiers": "off",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "standard_conforming_strings": "on",
    "array_nulls": "on",
    "xmloption": "content",
    "xmlbinary": "base64",
    "lc_monetary": "C",
    "client_encoding": "UTF8",
}
"""Settings that change how PostgreSQL prints or reads a definition."""

KINDS: Mapping[str, type[Any]] = {
    "tables": Table,
    "columns": Column,
    "indexes": Index,
    "constraints": Constraint,
    "enums": Enum,
    "sequences": SequenceModel,
    "others": Other,
}
"""Query -> the value each of its rows becomes."""


@cache
def query(name: str) -> bytes:
    """Return the text of ``queries/<name>.sql``."""
    return (files(__package__) / "queries" / f"{name}.sql").read_bytes()


def pin_settings(conn: Connection[Any]) -> None:
    """Set, for the current transaction, everything that changes how definitions are printed."""
    sets = ", ".join(
        f"pg_catalog.set_config('{name}', '{value}', true)" for name, value in PINNED.items()
    )
    conn.execute(f"SELECT {sets}".encode())


def read_only(conn: Connection[Any]) -> AbstractContextManager[Any]:
    """Open one repeatable-read, read-only transaction: a snapshot that nothing can change."""
    conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return conn.transaction()


def read_snapshot(conn: Connection[Any]) -> Snapshot:
    """Read the user's objects inside the connection's current transaction.

    :param conn: a connection in a transaction; its local settings are changed.
    :returns: everything the queries of this package see.
    """
    if conn.info.encoding != "utf-8":
        # Ahead of the pipeline: a cursor keeps the encoding of the moment it was made.
        conn.execute("SET LOCAL client_encoding = 'UTF8'")
    with conn.pipeline():
        pin_settings(conn)
        cursors = {name: _send(conn, name) for name in (*KINDS, "types")}
    rows = {name: _values(cursors[name], kind) for name, kind in KINDS.items()}
    return Snapshot(
        major=conn.info.server_version // 10000,
        tables=_by_name(rows["tables"]),
        columns=_by_table(rows["columns"]),
        indexes=_by_table(rows["indexes"]),
        constraints=_by_table(rows["constraints"]),
        enums=_by_name(rows["enums"]),
        sequences=_by_name(rows["sequences"]),
        others=tuple(rows["others"]),
        types=frozenset((schema, name) for schema, name in cursors["types"].fetchall()),
    )


def read_kinds(conn: Connection[Any], prefix: str, kinds: Iterable[str]) -> dict[str, list[Any]]:
    """Read some kinds of object of the schemas whose names begin alike.

    :param prefix: beginning of the schemas' names.
    :param kinds: keys of :data:`KINDS`.
    :returns: kind -> its values.
    """
    with conn.pipeline():
        conn.execute("SELECT pg_catalog.set_config('schema_audit.prefix', %s, true)", (prefix,))
        cursors = {name: _send(conn, name) for name in kinds}
    return {name: _values(cursors[name], KINDS[name]) for name in kinds}


def _send(conn: Connection[Any], name: str) -> Cursor[Any]:
    conn.execute(ANALYSED_UNDER)
    return conn.execute(query(name))


def _values(cursor: Cursor[Any], kind: type[Row]) -> list[Row]:
    """Make a value of each row; the query's aliases must be the value's fields, in order."""
    aliases = [column.name for column in cursor.description or ()]
    expected = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    if aliases != expected:
        raise TypeError(f"{kind.__name__}: query returns {aliases}, fields are {expected}")
    return [kind(*map(_frozen, row)) for row in cursor.fetchall()]


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _by_name(rows: Sequence[Any]) -> dict[QualifiedName, Any]:
    return {(row.schema, row.name): row for row in rows}


def _by_table(rows: Sequence[Any]) -> dict[QualifiedName, dict[str, Any]]:
    tables: dict[QualifiedName, dict[str, Any]] = {}
    for row in rows:
        tables.setdefault((row.schema, row.table), {})[row.name] = row
    return tables
