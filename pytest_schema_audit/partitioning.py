"""Bring partition keys and bounds to PostgreSQL's own form, on scratch tables.

A bound is a value of the key's type: `'2026-01-01'` and `'2026-01-01 00:00:00+00'` are one time.
In what order a list has its values says nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pglast import parser
from psycopg import Connection, Error, sql

from .canonical import create_table, prepare, search_path
from .catalog.read import read_kinds
from .checks.table import alike
from .comparison import Private
from .families import parent_of
from .manifest.expectation import TableTraits
from .manifest.fragments import parse
from .model import QualifiedName, Snapshot, Table

_HEAD = "CREATE TABLE t PARTITION OF "
_LISTS = ("listdatums", "lowerdatums", "upperdatums")
_PLAIN = {"A_Const", "ColumnRef"}
"""Constants, and MINVALUE and MAXVALUE, which look like columns."""


@dataclass(frozen=True, slots=True)
class PartitionedPair:
    """What an entry says of a table, and the table."""

    expected: TableTraits
    found: Table


def settle_partitioning(
    private: Private, snapshot: Snapshot, pairs: Mapping[int, PartitionedPair]
) -> dict[int, TableTraits]:
    """Write expected keys and bounds as the table has them, where they mean the same.

    :param private: opened only when texts and parse trees do not decide everything.
    :returns: number of a pair -> what is expected, for those that are written otherwise.
    """
    open_ = {number: pair for number, pair in pairs.items() if _is_open(pair)}
    if not open_:
        return {}
    with private() as conn:
        made = _made(conn, snapshot, open_)
    return {number: _settled(pair, made, number) for number, pair in open_.items()}


def _is_open(pair: PartitionedPair) -> bool:
    ours, theirs = pair.expected, pair.found
    by = ours.partition_by and theirs.partition_by
    of = ours.partition_of and theirs.partition_of
    return bool(
        (by and alike("partition_by", ours.partition_by, by) != by)
        or (of and alike("partition_of", ours.partition_of, of) != of)
    )


def _settled(pair: PartitionedPair, made: Mapping[str, Table], number: int) -> TableTraits:
    traits, found = pair.expected, pair.found
    key, bound = made.get(f"key_{number}"), made.get(f"bound_{number}")
    if key and key.partition_by == found.partition_by:
        traits = replace(traits, partition_by=found.partition_by)
    if bound and _values(bound.partition_of) == _values(found.partition_of):
        traits = replace(traits, partition_of=found.partition_of)
    return traits


def _made(
    conn: Connection[Any], snapshot: Snapshot, pairs: Mapping[int, PartitionedPair]
) -> dict[str, Table]:
    """Make tables with the keys and bounds expected, and read them back, by scratch name."""
    scratch = f"schema_audit_scratch_{secrets.token_hex(4)}"
    with conn.transaction(force_rollback=True):
        conn.execute("SET TRANSACTION READ WRITE")  # whatever the database's default is
        prepare(conn, [scratch])
        for number, pair in pairs.items():
            conn.execute(search_path(pair.found.schema))
            for make in (_key, _bound):
                # What is refused is not there to be read, and differs.
                with suppress(Error), conn.transaction():
                    for statement in make(snapshot, pair, scratch, number):
                        conn.execute(statement)
        return {one.name: one for one in read_kinds(conn, scratch, ("tables",))["tables"]}


def _key(
    snapshot: Snapshot, pair: PartitionedPair, scratch: str, number: int
) -> Iterator[sql.Composed]:
    """Make a copy of the table with the key expected."""
    if pair.expected.partition_by:
        copy = sql.Identifier(scratch, f"key_{number}")
        table = pair.found.schema, pair.found.name
        yield _partitioned(snapshot, table, copy, pair.expected.partition_by)


def _bound(
    snapshot: Snapshot, pair: PartitionedPair, scratch: str, number: int
) -> Iterator[sql.Composed]:
    """Make a copy of the parent, with one partition."""
    expected = pair.expected.partition_of
    parent = parent_of(expected)
    if parent is None or parent != parent_of(pair.found.partition_of) or not _is_constant(expected):
        return
    copy = sql.Identifier(scratch, f"parent_{number}")
    yield _partitioned(snapshot, parent, copy, snapshot.tables[parent].partition_by)
    statement = sql.SQL("CREATE TABLE {} PARTITION OF {} {}")
    name = sql.Identifier(scratch, f"bound_{number}")
    yield statement.format(name, copy, sql.SQL(_bound_text(expected)))


def _partitioned(
    snapshot: Snapshot, table: QualifiedName, copy: sql.Identifier, key: str
) -> sql.Composed:
    made = create_table(snapshot, table, copy, {})
    return sql.SQL("{} PARTITION BY {}").format(made, sql.SQL(key))


def _bound_text(partition_of: str) -> str:
    """Return what follows the parent's name."""
    parsed = json.loads(parser.parse_sql_json(_HEAD + partition_of))
    tree = parsed["stmts"][0]["stmt"]["CreateStmt"]["partbound"]
    if "is_default" in tree:
        return "DEFAULT"
    begin: int = tree["location"]  # in bytes, behind FOR VALUES
    return f"FOR VALUES {(_HEAD + partition_of).encode()[begin:].decode()}"


def _tree(partition_of: str) -> dict[str, Any]:
    """Parse ``parent FOR VALUES …`` and return the tree of the bound."""
    tree: dict[str, Any] = json.loads(parse("partition_of", partition_of))["partbound"]
    return tree


def _values(partition_of: str) -> dict[str, Any]:
    tree = _tree(partition_of)
    if "listdatums" in tree:
        tree["listdatums"] = sorted(map(json.dumps, tree["listdatums"]))
    return tree


def _is_constant(partition_of: str) -> bool:
    """Whether nothing of a bound is executed when it is made: a manifest is no code."""
    tree = _tree(partition_of)
    return all(_is_plain(value) for values in _LISTS for value in tree.get(values, ()))


def _is_plain(value: dict[str, Any]) -> bool:
    if "TypeCast" in value:
        return _is_plain(value["TypeCast"]["arg"])
    return value.keys() <= _PLAIN
