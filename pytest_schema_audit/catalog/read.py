"""Read the catalog: all queries in one pipeline, in one read-only transaction, rows to values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import MISSING, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from psycopg import Connection, Cursor

from ..kinds import PLURALS, slug
from ..model import (
    Column,
    Constraint,
    Enum,
    Index,
    ObjectKey,
    QualifiedName,
    SchemaObject,
    Snapshot,
    Table,
)
from ..model import Sequence as SequenceModel
from .aspects import QUERIES, aspect_values

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

PLANNED = {"enable_nestloop": "off", "work_mem": "64MB", "jit": "off"}
"""Settings for the planner, which knows little of a catalog that nobody has analysed.

It takes the user's objects for few, and goes through all tables once for each index; without
nested loops it takes the rest for so dear that it compiles each query, for seconds.
"""

OBJECTS = (
    "domains",
    "composite_types",
    "range_types",
    "base_types",
    "aggregates",
    "operators",
    "operator_classes",
    "operator_families",
    "casts",
    "collations",
    "conversions",
    "text_search",
    "languages",
    "views",
    "materialized_views",
    "functions",
    "triggers",
    "rules",
    "policies",
    "statistics",
    "foreign_data_wrappers",
    "foreign_servers",
    "user_mappings",
    "foreign_tables",
    "schemas",
    "extensions",
    "publications",
    "subscriptions",
    "event_triggers",
    "default_privileges",
)
"""Queries for :class:`SchemaObject`."""

_SHARED: Mapping[str, str] = {
    "procedure": "functions",
    "transform": "casts",
    "access method": "languages",
    **dict.fromkeys((kind for kind in PLURALS if kind.startswith("text search ")), "text_search"),
}
"""Kinds of object that another kind's query reads as well."""

KINDS: Mapping[str, type[Any]] = {
    "tables": Table,
    "columns": Column,
    "indexes": Index,
    "constraints": Constraint,
    "enums": Enum,
    "sequences": SequenceModel,
    **dict.fromkeys(OBJECTS, SchemaObject),
}
"""Query -> the value each of its rows becomes."""


ALWAYS = frozenset({"tables", "columns", "indexes", "constraints", "schemas", "extensions"})
"""Queries that every database has rows for."""

LAST_MAJORS: Mapping[str, int] = {"publications": 14}
"""Query -> the last major that has another text of it, ``queries/<name>.<major>.sql``."""


_ASPECT_QUERIES = tuple(dict.fromkeys(name for names in QUERIES.values() for name in names))
"""Those of aspects, and of what is always compared where there is any of it."""


def object_query(kind: str) -> str:
    """Return the name of the query that reads a kind of :class:`SchemaObject`.

    :param kind: a key of :data:`pytest_schema_audit.kinds.PLURALS`.
    """
    return _SHARED.get(kind) or slug(PLURALS[kind])


@cache
def query(name: str, major: int) -> bytes:
    """Return the text of ``queries/<name>.sql`` for a major."""
    last = LAST_MAJORS.get(name, 0)
    file = f"{name}.{last}.sql" if major <= last else f"{name}.sql"
    return (files(__package__) / "queries" / file).read_bytes()


def pin_settings(conn: Connection[Any]) -> None:
    """Set, for the current transaction, what changes how definitions are printed, and planned."""
    sets = ", ".join(
        f"pg_catalog.set_config('{name}', '{value}', true)"
        for name, value in (PINNED | PLANNED).items()
    )
    conn.execute(f"SELECT {sets}".encode())


def read_only(conn: Connection[Any]) -> AbstractContextManager[Any]:
    """Open one repeatable-read, read-only transaction: a snapshot that nothing can change."""
    conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return conn.transaction()


def read_snapshot(conn: Connection[Any], aspects: Collection[str] = ()) -> Snapshot:
    """Read the user's objects inside the connection's current transaction.

    :param conn: a connection in a transaction; its local settings are changed.
    :param aspects: what to read of them besides, keys of :data:`.aspects.QUERIES`.
    :returns: everything the queries of this package see.
    """
    if conn.info.encoding != "utf-8":
        # Ahead of the pipeline: a cursor keeps the encoding of the moment it was made.
        conn.execute("SET LOCAL client_encoding = 'UTF8'")
    pin_settings(conn)
    present = ALWAYS | _present(conn)
    wanted = [name for name in KINDS if name in present]
    with conn.pipeline():
        cursors = {name: _send(conn, name) for name in (*wanted, "types")}
        asked = {name for one in aspects for name in QUERIES.get(one, ())}
        besides = [_send(conn, name) for name in _ASPECT_QUERIES if name in asked | present]
    rows = {name: _values(cursors[name], KINDS[name]) for name in wanted}
    return Snapshot(
        major=conn.info.server_version // 10000,
        tables=_by_name(rows["tables"]),
        columns=_by_table(rows["columns"]),
        indexes=_by_table(rows["indexes"]),
        constraints=_by_table(rows["constraints"]),
        enums=_by_name(rows.get("enums", ())),
        sequences=_by_name(rows.get("sequences", ())),
        objects=_by_key(row for name in OBJECTS for row in rows.get(name, ())),
        types=frozenset((schema, name) for schema, name in cursors["types"].fetchall()),
        aspects=aspect_values(row for cursor in besides for row in cursor.fetchall()),
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


def _present(conn: Connection[Any]) -> frozenset[str]:
    """Name the queries that have anything to read; planning all of them costs more than asking."""
    return frozenset(name for (name,) in _send(conn, "present").fetchall())


def _send(conn: Connection[Any], name: str) -> Cursor[Any]:
    conn.execute(ANALYSED_UNDER)
    return conn.execute(query(name, conn.info.server_version // 10000))


def _values(cursor: Cursor[Any], kind: type[Row]) -> list[Row]:
    """Make a value of each row; the query's aliases must be the value's fields, in order.

    A query may leave out the last fields if they have defaults.
    """
    aliases = [column.name for column in cursor.description or ()]
    known = fields(kind)  # type: ignore[arg-type]
    needed = sum(field.default is MISSING for field in known)
    expected = [field.name for field in known][: max(needed, len(aliases))]
    if aliases != expected:
        raise TypeError(f"{kind.__name__}: query returns {aliases}, fields are {expected}")
    arrays = tuple(_arrays(cursor))
    return [kind(*_frozen(row, arrays)) for row in cursor.fetchall()]


def _frozen(row: Sequence[Any], arrays: Sequence[int]) -> Sequence[Any]:
    """Put tuples in the place of lists, which stand in some columns only."""
    if not arrays:
        return row
    values = list(row)
    for number in arrays:
        if values[number] is not None:
            values[number] = tuple(values[number])
    return values


def _arrays(cursor: Cursor[Any]) -> Iterator[int]:
    """Number the columns that hold lists, which values keep as tuples."""
    for number, column in enumerate(cursor.description or ()):
        known = cursor.adapters.types.get(column.type_code)
        if known and known.array_oid == column.type_code:
            yield number


def _by_name(rows: Sequence[Any]) -> dict[QualifiedName, Any]:
    return {(row.schema, row.name): row for row in rows}


def _by_key(rows: Iterable[SchemaObject]) -> dict[ObjectKey, SchemaObject]:
    return {(row.kind, row.schema, row.table, row.name): row for row in rows}


def _by_table(rows: Sequence[Any]) -> dict[QualifiedName, dict[str, Any]]:
    tables: dict[QualifiedName, dict[str, Any]] = {}
    for row in rows:
        tables.setdefault((row.schema, row.table), {})[row.name] = row
    return tables
