"""Objects that are described by their CREATE statement: what every kind can have happen to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from pglast import parse_sql

from ..manifest.object_kinds import OBJECT_KINDS, ObjectKind, statement_head
from ..model import SchemaObject
from ..spelling import quote
from .change import NEW, Change, Red, identifier, unexpected
from .mutation import Mutation, with_entries
from .scene import Scene

_HEAD: Final = re.compile(r'("(?:[^"]|"")*"|[^(]*?)(\(.*| USING .*)?\Z', re.DOTALL)
"""The name of an object that can be overloaded, and what follows it."""

_UNDROPPED: Final = {"default_privilege"}
"""Kinds whose objects cannot be dropped by name."""


def words(kind: ObjectKind) -> str:
    """Return what statements about a kind call it: ``MATERIALIZED VIEW``."""
    return re.sub(r"\A(CREATE|ALTER) (OR REPLACE )?", "", kind.words)


def statement_name(kind: ObjectKind, schema: str, table: str, name: str) -> str:
    """Spell an object's name as DROP and ALTER want it."""
    if kind.naming == "table":
        return f"{identifier(name)} ON {identifier(schema, table)}"
    if kind.naming == "schema":
        return identifier(schema, name)
    match = _HEAD.match(name)
    if kind.naming == "database" or match is None:
        return quote(name) if re.fullmatch(r"[^\s()]+", name) else name
    plain = kind.kind == "operator" or match[1].startswith('"')
    own = match[1] if plain else identifier(match[1])
    return f"{identifier(schema)}.{own}{match[2] or ''}"


def named(one: SchemaObject) -> str:
    """Spell an object's name as DROP and ALTER want it."""
    return statement_name(OBJECT_KINDS[kind_of(one)], one.schema, one.table, one.name)


def kind_of(one: SchemaObject) -> str:
    """Return the kind of the entry that describes an object."""
    return one.kind.replace(" ", "_")


def red(one: SchemaObject, attribute: str = "", text: str = "") -> Red:
    """Return the item of an object."""
    return Red(kind_of(one), one.schema, one.table, one.name, attribute, text)


def create(one: SchemaObject, definition: str) -> str:
    """Write the statement that makes an object again, with a definition of its own."""
    kind = OBJECT_KINDS[kind_of(one)]
    own = statement_name(kind, one.schema, one.table, one.name)
    if kind.naming in {"overloaded", "method"}:
        own = own.removesuffix((_HEAD.match(one.name) or [""] * 3)[2] or "")
    if kind.naming == "table":
        own = identifier(one.name)
    return f"{statement_head(kind_of(one), definition, own)}{definition}"


def tree_of(one: SchemaObject) -> Any:
    """Return the statement that makes an object, as a tree."""
    return parse_sql(create(one, one.definition))[0].stmt


def drop_of(one: SchemaObject) -> str:
    """Write the statement that drops an object with all that hangs on it."""
    cascade = "" if one.kind == "user mapping" else " CASCADE"
    return f"DROP {words(OBJECT_KINDS[kind_of(one)])} {named(one)}{cascade}"


def made_again(one: SchemaObject, statement: str, attribute: str) -> Change:
    """Drop an object and make another one of its name."""
    return Change((drop_of(one), statement), (red(one, attribute),), cascades=True)


def _drop(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        yield Change((drop_of(one),), (red(one, text="is missing"),), cascades=True)


def _rename(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        sql = f"ALTER {words(OBJECT_KINDS[kind])} {named(one)} RENAME TO {NEW}"
        came = unexpected(one.kind, one.schema, one.table)
        yield Change((sql,), (red(one, text="is missing"), came), cascades=True)


def _enabled(kind: str, scene: Scene) -> Iterator[Change]:
    word = words(OBJECT_KINDS[kind])
    for one in scene.objects(kind):
        action = "ENABLE" if one.enabled else "DISABLE"
        if one.table:
            relation = identifier(one.schema, one.table)
            sql = f"ALTER TABLE {relation} {action} {word} {identifier(one.name)}"
        else:
            sql = f"ALTER {word} {named(one)} {action}"
        yield Change((sql,), (red(one, "enabled"),))


def _mutations(kind: ObjectKind) -> Iterator[Mutation]:
    lacking = f"no {kind.noun} is described that could be changed so"
    plain: dict[str, Callable[[str, Scene], Iterable[Change]]] = {}
    if kind.kind not in _UNDROPPED:
        plain["drop"] = _drop
    if kind.kind in _RENAMED:
        plain["rename"] = _rename
    if kind.switch:
        plain["enabled"] = _enabled
    for name, changes in plain.items():
        yield Mutation(
            f"{kind.kind}.{name}", with_entries(kind.kind), partial(changes, kind.kind), lacking
        )


_UNNAMED: Final = {
    *("cast", "transform", "user_mapping", "default_privilege", "extension", "operator"),
    "access_method",
}
"""Kinds whose objects have no name that could change (documentation: their ``ALTER`` pages)."""

_RENAMED: Final = OBJECT_KINDS.keys() - _UNNAMED

OBJECTS: Final = tuple(mutation for kind in OBJECT_KINDS.values() for mutation in _mutations(kind))
"""Dropped, renamed, disabled: objects of every kind that has entries."""
