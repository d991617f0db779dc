"""What can be changed in the definition of a constraint, attribute by attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ..manifest.expectation import Expectation
from .change import identifier
from .scene import Scene
from .trees import expression, names, options

Vary: TypeAlias = Callable[[Any, Expectation, Scene], Iterator[None]]
"""Changes a constraint's tree, in one way after the other; what it yields counts for nothing."""

KEYS: Final = ("primary_key", "unique", "exclusion")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a constraint's definition.

    :ivar attribute: what the finding is about.
    :ivar kinds: the kinds of entry that have it.
    :ivar index: whether the item of the index behind the key tells it.
    """

    attribute: str
    vary: Vary
    kinds: tuple[str, ...]
    index: bool = False
    since: int = 0


def _columns_of(entry: Expectation, scene: Scene) -> list[str]:
    return list(scene.snapshot.columns.get((entry.schema, entry.table), {}))


def _key_columns(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.keys
    used = {name.sval for name in (*there, *(node.including or ()))}
    for name in _columns_of(entry, scene):
        if name not in used:
            # In front: the last of a key WITHOUT OVERLAPS has to stay there.
            node.keys = (*names(name), *there)
            yield


def _include(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.including or ()
    used = {name.sval for name in (*(node.keys or ()), *there)}
    for name in _columns_of(entry, scene):
        if name not in used:
            node.including = (*there, *names(name))
            yield


def _deferrable(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.deferrable = not node.deferrable
    node.initdeferred = False
    yield


def _initially(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.initdeferred = not node.initdeferred
    node.deferrable = True
    yield


def _nulls_not_distinct(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.nulls_not_distinct = not node.nulls_not_distinct
    yield


def _parameters(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.options = None if node.options else options("fillfactor = 55")
    yield


def _overlaps(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    if node.without_overlaps:
        node.without_overlaps = False
        yield


def _operators(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.exclusions
    for operator in ("=", "&&", "-|-", "<>"):
        element, old = there[0]
        if old[-1].sval != operator:
            node.exclusions = ((element, names(operator)), *there[1:])
            yield


def _excluded(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.exclusions
    node.exclusions = (*there, there[0])
    yield
    for name in _columns_of(entry, scene):
        for element, _ in node.exclusions:
            element.name, element.expr = name, None
        node.exclusions = there
        yield


def _exclusion_predicate(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.where_clause
    for name in _columns_of(entry, scene):
        node.where_clause = None if there else expression(f"{identifier(name)} IS NOT NULL")
        yield


def _exclusion_method(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.access_method
    for method in ("spgist", "gist", "btree", "hash"):
        if method != there:
            node.access_method = method
            yield


def _referring(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.fk_attrs
    own = scene.snapshot.columns.get((entry.schema, entry.table), {})
    used = {name.sval for name in there}
    for name, column in own.items():
        if name not in used and column.type == own[there[0].sval].type:
            yield from _with_validation(node, fk_attrs=(*names(name), *there[1:]))


def _target(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = (node.pktable.schemaname or "public", node.pktable.relname)
    for table in scene.tables():
        if (table.schema, table.name) != there and not table.partition_by:
            node.pktable.schemaname, node.pktable.relname = table.schema, table.name
            yield from _with_validation(node)


def _target_columns(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    there = node.pk_attrs or ()
    target = (node.pktable.schemaname or "public", node.pktable.relname)
    for name in scene.snapshot.columns.get(target, {}):
        if name not in {one.sval for one in there}:
            yield from _with_validation(node, pk_attrs=(*names(name), *there[1:]))


def _with_validation(node: Any, **fields: object) -> Iterator[None]:
    """Set fields; rows that are there may break the new rule, which is not checked then."""
    for name, value in fields.items():
        setattr(node, name, value)
    skipped = node.skip_validation
    for skip in (skipped, True):
        node.skip_validation = skip
        yield
    node.skip_validation = skipped


def _on_delete(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.fk_del_action = "r" if node.fk_del_action == "c" else "c"
    node.fk_del_set_cols = None
    yield


def _on_update(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.fk_upd_action = "r" if node.fk_upd_action == "c" else "c"
    yield


def _match(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.fk_matchtype = "s" if node.fk_matchtype == "f" else "f"
    yield


def _expression(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.raw_expr = expression("7 = 7")
    yield


def _no_inherit(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.is_no_inherit = not node.is_no_inherit
    yield


def _validity(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.skip_validation = not node.skip_validation
    yield


def _enforced(node: Any, entry: Expectation, scene: Scene) -> Iterator[None]:
    node.is_enforced = not node.is_enforced
    node.skip_validation = False
    yield


_FIXED: Final = ("foreign_key", "check")

EDITS: Final = {
    "columns": (
        Edit("columns", _key_columns, ("primary_key", "unique")),
        Edit("columns", _referring, ("foreign_key",)),
        Edit("columns", _excluded, ("exclusion",)),
    ),
    "include": (Edit("include", _include, KEYS),),
    "deferrable": (Edit("deferrable", _deferrable, (*KEYS, "foreign_key")),),
    "initially_deferred": (Edit("initially deferred", _initially, (*KEYS, "foreign_key")),),
    "nulls_not_distinct": (Edit("nulls not distinct", _nulls_not_distinct, ("unique",), since=15),),
    "storage_parameter": (Edit("options", _parameters, KEYS, index=True),),
    "without_overlaps": (Edit("without overlaps", _overlaps, ("primary_key", "unique"), since=18),),
    "operators": (Edit("operators", _operators, ("exclusion",)),),
    "predicate": (Edit("predicate", _exclusion_predicate, ("exclusion",)),),
    "method": (Edit("method", _exclusion_method, ("exclusion",), index=True),),
    "references": (Edit("references", _target, ("foreign_key",)),),
    "referenced_columns": (Edit("referenced columns", _target_columns, ("foreign_key",)),),
    "on_delete": (Edit("on delete", _on_delete, ("foreign_key",)),),
    "on_update": (Edit("on update", _on_update, ("foreign_key",)),),
    "match": (Edit("match", _match, ("foreign_key",)),),
    "expression": (Edit("expression", _expression, ("check",)),),
    "no_inherit": (Edit("no inherit", _no_inherit, ("check",)),),
    "validity": (Edit("validated", _validity, _FIXED),),
    "enforced": (Edit("enforced", _enforced, _FIXED, since=18),),
}
"""Attribute -> the changes of it."""
