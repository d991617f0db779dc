"""Totals and rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ..kinds import DATABASE_WIDE, PLURALS, slug
from .additions import added
from .change import NEW, Change, Red, identifier
from .mutation import Manifested, Mutation, with_entries
from .scene import Scene

_SHAPES: Final = {
    "column": "a integer",
    "primary key": "a integer PRIMARY KEY",
    "unique": "a integer UNIQUE",
    "foreign key": "a integer PRIMARY KEY, FOREIGN KEY (a) REFERENCES {table}",
    "check": "CHECK (true)",
    "exclusion": "a integer, EXCLUDE USING btree (a WITH =)",
    "index": "a integer UNIQUE",
}
"""Kind of part -> the shape of a table that has one."""


def _total(kind: str, scene: Scene) -> Iterator[Change]:
    reds = [Red("total", "", "", entry.name, text="found") for entry in scene.entries("total")]
    red = tuple(red for red in reds if slug(red.name) == slug(PLURALS[kind]))
    for statements in _more(kind, scene) if red else ():
        yield Change(statements, red, cascades=True)


def _more(kind: str, scene: Scene) -> Iterator[tuple[str, ...]]:
    """Make one more; whether it is tolerated counts for nothing: figures count all there is."""
    if kind in DATABASE_WIDE:
        yield from (statements for statements, _ in added(kind, scene))
        return
    table = identifier(scene.schema, NEW)
    yield (f"CREATE TABLE {table} ({_SHAPES[kind].format(table=table)})",)


def _is_counted(kind: str, covered: Manifested) -> bool:
    return any(slug(name) == slug(PLURALS[kind]) for name in covered.totals)


def _fewer_rows(scene: Scene) -> Iterator[Change]:
    for entry in scene.entries("rows"):
        if scene.evidence.row_counts.get((entry.schema, entry.table)):
            sql = f"TRUNCATE {identifier(entry.schema, entry.table)} CASCADE"
            red = Red("rows", entry.schema, entry.table, entry.name, text="found 0")
            yield Change((sql,), (red,), cascades=True)


TOTALS: Final = tuple(
    Mutation(
        f"total.{slug(PLURALS[kind])}",
        partial(_is_counted, kind),
        partial(_total, kind),
        f"no further {kind} can be made",
    )
    for kind in PLURALS
)
ROWS: Final = (
    Mutation("rows.fewer", with_entries("rows"), _fewer_rows, "every table counted is empty"),
)
FIGURES: Final = (*TOTALS, *ROWS)
"""What can happen to a figure."""
