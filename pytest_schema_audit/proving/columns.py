"""Columns and their attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ..model import Column
from .change import NEW, Change, Red, identifier, unexpected
from .mutation import Mutation, with_entries
from .scene import Scene

_TEXTS = ("text", "character varying", "character", "citext")
_VALUES = {
    "boolean": "true",
    "smallint": "7",
    "integer": "7",
    "bigint": "7",
    "numeric": "7",
    "text": "'changed'",
    "character varying": "'c'",
    "timestamp": "'2001-01-01'",
    "date": "'2001-01-01'",
    "json": "'{}'",
}
"""Type -> a default that nobody else has."""


@dataclass(frozen=True, slots=True)
class _Alter:
    """A change of a column.

    :ivar attribute: what the finding is about.
    :ivar form: what follows ``ALTER TABLE t ``; ``{column}``, ``{type}`` and ``{value}`` are
        filled in.
    :ivar when: which columns it changes.
    """

    attribute: str
    form: str
    when: Callable[[Column], bool]


def _plain(column: Column) -> bool:
    return not (column.default or column.identity or column.generated)


def _is_text(column: Column) -> bool:
    return column.type.startswith(_TEXTS) and not column.type.endswith("]")


def _is_whole(column: Column) -> bool:
    return column.type in {"smallint", "integer", "bigint"}


def _value(column: Column) -> str:
    if column.type.endswith("]"):
        return "'{}'"
    return next((text for type_, text in _VALUES.items() if column.type.startswith(type_)), "")


_TYPE = "ALTER COLUMN {column} TYPE "
_GENERATED = (
    "DROP COLUMN {column} CASCADE, "
    "ADD COLUMN {column} {type} GENERATED ALWAYS AS (NULL::{type}) STORED"
)

_ALTERS: Final[dict[str, tuple[_Alter, ...]]] = {
    "type": (
        _Alter("type", _TYPE + "text USING {column}::text", lambda c: not _is_text(c)),
        _Alter("type", _TYPE + "character varying", lambda c: c.type == "text"),
        _Alter("type", _TYPE + "text", lambda c: _is_text(c) and c.type != "text"),
    ),
    "not_null": (
        _Alter("not null", "ALTER COLUMN {column} DROP NOT NULL", lambda c: c.not_null),
        _Alter("not null", "ALTER COLUMN {column} SET NOT NULL", lambda c: not c.not_null),
    ),
    "nullable": (
        _Alter("not null", "ALTER COLUMN {column} SET NOT NULL", lambda c: not c.not_null),
    ),
    "default": (
        _Alter(
            "default",
            "ALTER COLUMN {column} DROP DEFAULT",
            lambda c: bool(c.default and not c.serial and not c.generated),
        ),
        _Alter("default", "ALTER COLUMN {column} SET DEFAULT {value}", _plain),
    ),
    "new_default": (_Alter("default", "ALTER COLUMN {column} SET DEFAULT {value}", _plain),),
    "generated": (
        _Alter("generated", "ALTER COLUMN {column} DROP EXPRESSION", lambda c: bool(c.generated)),
        _Alter("generated", _GENERATED, _plain),
    ),
    "identity": (
        _Alter("identity", "ALTER COLUMN {column} DROP IDENTITY", lambda c: bool(c.identity)),
        _Alter(
            "identity",
            "ALTER COLUMN {column} SET NOT NULL, "
            "ALTER COLUMN {column} ADD GENERATED ALWAYS AS IDENTITY",
            lambda c: _is_whole(c) and _plain(c) and c.not_null,
        ),
        _Alter(
            "identity",
            "ALTER COLUMN {column} DROP DEFAULT, "
            "ALTER COLUMN {column} ADD GENERATED ALWAYS AS IDENTITY",
            lambda c: _is_whole(c) and bool(c.default) and c.not_null,
        ),
    ),
    "identity_options": (
        _Alter(
            "identity",
            "ALTER COLUMN {column} SET INCREMENT BY 77",
            lambda c: bool(c.identity),
        ),
    ),
    "collation": (
        _Alter(
            "collation",
            _TYPE + '{type} COLLATE "C"',
            lambda c: _is_text(c) and '"C"' not in c.collation,
        ),
        _Alter("collation", _TYPE + "{type}", lambda c: _is_text(c) and bool(c.collation)),
    ),
}  # fmt: skip
"""Attribute -> the changes of it, the better ones first."""


def _head(column: Column) -> str:
    return f"ALTER TABLE {identifier(column.schema, column.table)}"


def _red(column: Column, attribute: str = "", text: str = "") -> Red:
    return Red("column", column.schema, column.table, column.name, attribute, text)


def _altered(alters: Iterable[_Alter], scene: Scene) -> Iterator[Change]:
    for alter in alters:
        for column in filter(alter.when, scene.columns()):
            if "{value}" in alter.form and not _value(column):
                continue
            name = identifier(column.name)
            text = alter.form.format(column=name, type=column.type, value=_value(column))
            red = (_red(column, alter.attribute),)
            yield Change((f"{_head(column)} {text}",), red, cascades=True)


def _drop(scene: Scene) -> Iterator[Change]:
    for column in scene.columns():
        sql = f"{_head(column)} DROP COLUMN {identifier(column.name)} CASCADE"
        yield Change((sql,), (_red(column, text="is missing"),), cascades=True)


def _rename(scene: Scene) -> Iterator[Change]:
    for column in scene.columns():
        sql = f"{_head(column)} RENAME COLUMN {identifier(column.name)} TO {NEW}"
        came = unexpected("column", column.schema, column.table)
        yield Change((sql,), (_red(column, text="is missing"), came), cascades=True)


def _not_null_as(words: str, attribute: str, scene: Scene) -> Iterator[Change]:
    """Make a NOT NULL anew, under a name of its own: from 18 on it is a constraint."""
    for column in scene.columns():
        name = identifier(column.name)
        drop = f"{_head(column)} ALTER COLUMN {name} DROP NOT NULL"
        add = f"{_head(column)} ADD CONSTRAINT {NEW} NOT NULL {name} {words}"
        yield Change((drop, add), (_red(column, attribute),), cascades=True)


def _add(scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        sql = f"ALTER TABLE {identifier(table.schema, table.name)} ADD COLUMN {NEW} integer"
        came = unexpected("column", table.schema, table.name)
        # A partitioned table hands it down.
        yield Change((sql,), (came,), cascades=True)


def _mutation(
    name: str, changes: Callable[[Scene], Iterable[Change]], lacking: str, since: int = 0
) -> Mutation:
    return Mutation(f"column.{name}", with_entries("column"), changes, lacking, since)


_NOT_NULLS: Final = {
    "not_null_validity": ("NOT VALID", "not null constraint.validity"),
    "not_null_inheritance": ("NO INHERIT", "not null constraint.inheritance"),
}
"""What a NOT NULL can be beside -> its words, and what the finding is about."""


COLUMNS: Final = (
    _mutation("drop", _drop, "no column that the manifest describes holds"),
    _mutation("add", _add, "no table that the manifest describes holds"),
    _mutation("rename", _rename, "no column that the manifest describes holds"),
    *(
        _mutation(
            name, partial(_altered, alters), f"no column whose {alters[0].attribute} can change"
        )
        for name, alters in _ALTERS.items()
    ),
    *(
        _mutation(name, partial(_not_null_as, *words), "no column can be null", since=18)
        for name, words in _NOT_NULLS.items()
    ),
)
"""What can happen to a column."""
