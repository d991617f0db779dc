"""Comments, where they are compared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ..canonical import Form
from ..manifest.expectation import Expectation
from ..manifest.object_kinds import OBJECT_KINDS
from .change import NEW, Change, Red, identifier
from .mutation import Manifested, Mutation
from .objects import statement_name, words
from .scene import Scene

_CONSTRAINTS = ("primary_key", "unique", "foreign_key", "check", "exclusion")
_WITHOUT: Final = {"user_mapping", "default_privilege"}
"""Kinds whose objects have no comments (documentation: "COMMENT")."""

_KINDS: Final = ("table", "column", *_CONSTRAINTS, "index", "enum", "sequence")


def _changes(kind: str, scene: Scene) -> Iterator[Change]:
    compared = "comments" in scene.evidence.outline.suite.aspects
    for entry in scene.entries(kind):
        if entry.comment is not None or compared:
            sql = f"COMMENT ON {_about(entry, scene)} IS '{NEW}'"
            red = Red(kind, entry.schema, entry.table, entry.name, "comment")
            yield Change((sql,), (red,))


def _about(entry: Expectation, scene: Scene) -> str:
    if entry.kind in OBJECT_KINDS:
        one = OBJECT_KINDS[entry.kind]
        return f"{words(one)} {statement_name(one, entry.schema, entry.table, entry.name)}"
    relation = identifier(entry.schema, entry.table)
    if entry.kind == "table":
        return f"TABLE {relation}"
    if entry.kind == "column":
        return f"COLUMN {relation}.{identifier(entry.name)}"
    if entry.kind in {"enum", "sequence"}:
        word = "TYPE" if entry.kind == "enum" else "SEQUENCE"
        return f"{word} {identifier(entry.schema, entry.name)}"
    forms: dict[int, Form] = {id(e): form for e, form in scene.forms(entry.kind)}
    if forms[id(entry)].constraint:
        return f"CONSTRAINT {identifier(entry.name)} ON {relation}"
    return f"INDEX {identifier(entry.schema, entry.name)}"


def _is_compared(kind: str, covered: Manifested) -> bool:
    return kind in covered.commented


COMMENTS: Final = tuple(
    Mutation(
        f"{kind}.comment",
        partial(_is_compared, kind),
        partial(_changes, kind),
        f"no {kind.replace('_', ' ')} whose comment is compared holds",
    )
    for kind in dict.fromkeys((*_KINDS, *OBJECT_KINDS))
    if kind not in _WITHOUT
)
"""A comment that changes, of every kind."""
