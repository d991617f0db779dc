"""Tables and their own traits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ..model import Column, Table
from ..notation import column_text
from .change import NEW, Change, Red, identifier, unexpected
from .mutation import Mutation, with_entries
from .scene import Scene


def _relation(table: Table) -> str:
    return identifier(table.schema, table.name)


def _red(table: Table, attribute: str = "", text: str = "") -> Red:
    return Red("table", table.schema, table.name, table.name, attribute, text)


def _drop(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        sql = f"DROP TABLE {_relation(table)} CASCADE"
        yield Change((sql,), (_red(table, text="is missing"),), cascades=True)


def _rename(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        sql = f"ALTER TABLE {_relation(table)} RENAME TO {NEW}"
        came = unexpected("table", table.schema)
        yield Change((sql,), (_red(table, text="is missing"), came), cascades=True)


def _persistence(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        word = "UNLOGGED" if table.persistence == "permanent" else "LOGGED"
        sql = f"ALTER TABLE {_relation(table)} SET {word}"
        # The sequences of its identity columns go with it.
        yield Change((sql,), (_red(table, "persistence"),), cascades=True)


def _row_security(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        word = "DISABLE" if table.row_security else "ENABLE"
        sql = f"ALTER TABLE {_relation(table)} {word} ROW LEVEL SECURITY"
        yield Change((sql,), (_red(table, "row security"),))


def _forced(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        word = "NO FORCE" if table.force_row_security else "FORCE"
        sql = f"ALTER TABLE {_relation(table)} {word} ROW LEVEL SECURITY"
        yield Change((sql,), (_red(table, "forced row security"),))


def _parameter(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        value = 56 if "fillfactor=55" in table.options else 55
        sql = f"ALTER TABLE {_relation(table)} SET (fillfactor = {value})"
        yield Change((sql,), (_red(table, "with"),))


def _partition_by(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        columns = list(scene.of_table(table).values())
        if not table.partition_by or not columns:
            continue
        shape = ", ".join(f"{identifier(one.name)} {column_text(one)}" for one in columns)
        strategy = "LIST" if table.partition_by.startswith("HASH") else "HASH"
        key = identifier(columns[0].name)
        made = f"CREATE TABLE {_relation(table)} ({shape}) PARTITION BY {strategy} ({key})"
        drop = f"DROP TABLE {_relation(table)} CASCADE"
        yield Change((drop, made), (_red(table, "partition by"),), cascades=True)


def _partition_of(scene: Scene) -> Iterator[Change]:
    for parent in scene.tables():
        for table in scene.tables():
            label = parent.name if parent.schema == "public" else f"{parent.schema}.{parent.name}"
            if parent.partition_by and table.partition_of.replace('"', "").startswith(f"{label} "):
                sql = f"ALTER TABLE {_relation(parent)} DETACH PARTITION {_relation(table)}"
                yield Change((sql,), (_red(table, "partition of"),), cascades=True)


def _inherits(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        parent = identifier(table.schema, NEW)
        sql = (f"CREATE TABLE {parent} ()", f"ALTER TABLE {_relation(table)} INHERIT {parent}")
        red = (_red(table, "inherits"), unexpected("table", table.schema))
        yield Change(sql, red, cascades=True)


def _of(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        columns = scene.of_table(table).values()
        shape = ", ".join(f"{identifier(one.name)} {_typed(one)}" for one in columns)
        type_ = identifier(table.schema, NEW)
        made = f"CREATE TYPE {type_} AS ({shape})"
        sql = f"ALTER TABLE {_relation(table)} OF {type_}"
        yield Change((made, sql), (_red(table, "of"),), cascades=True)


def _typed(column: Column) -> str:
    return f"{column.type} COLLATE {column.collation}" if column.collation else column.type


def _column_order(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        columns = list(scene.of_table(table).values())
        for column in columns[:-1]:
            name = identifier(column.name)
            head = f"ALTER TABLE {_relation(table)}"
            again = f"{head} ADD COLUMN {name} {column_text(column)}"
            drop = f"{head} DROP COLUMN {name} CASCADE"
            yield Change((drop, again), (_red(table, "column order"),), cascades=True)


def _mutation(name: str, changes: Callable[[Scene], Iterator[Change]], lacking: str) -> Mutation:
    return Mutation(f"table.{name}", with_entries("table"), changes, lacking)


_ANY = "no table that the manifest describes holds"

TABLES: Final = (
    _mutation("drop", _drop, _ANY),
    _mutation("rename", _rename, _ANY),
    _mutation("persistence", _persistence, _ANY),
    _mutation("row_security", _row_security, _ANY),
    _mutation("forced_row_security", _forced, _ANY),
    _mutation("storage_parameter", _parameter, _ANY),
    _mutation("partition_by", _partition_by, "no partitioned table is described"),
    _mutation("partition_of", _partition_of, "no partition is described"),
    _mutation("inherits", _inherits, _ANY),
    _mutation("of", _of, _ANY),
    Mutation(
        "table.column_order",
        lambda covered: "column-order" in covered.aspects and "table" in covered.kinds,
        _column_order,
        "no table of several columns is described",
    ),
)
"""What can happen to a table itself."""
