"""Views and triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, TypeAlias

from ..model import SchemaObject
from .change import NEW, Change
from .mutation import Mutation, with_entries
from .objects import create, made_again, named, red, tree_of
from .scene import Scene
from .trees import expression, names, written

Vary: TypeAlias = Callable[[Any], Iterator[None]]

_UPDATE, _DELETE, _INSERT = 16, 8, 4
_BEFORE = 2


def _query(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        query = one.definition
        if query.upper().startswith(("WITH (", "USING ")):
            query = query.partition(" AS ")[2]
        before = one.definition.removesuffix(query)
        text = f"{before}{'' if before else 'AS '}SELECT * FROM ({query.rstrip(';')}) AS q LIMIT 7"
        if kind == "view":
            sql = create(one, text).replace("CREATE", "CREATE OR REPLACE", 1)
            yield Change((sql,), (red(one, "query"),))
        else:
            yield made_again(one, f"{create(one, text)} WITH NO DATA", "query")


def _options(scene: Scene) -> Iterator[Change]:
    for one in scene.objects("view"):
        word = "RESET" if "security_barrier" in one.definition else "SET"
        value = "" if word == "RESET" else " = true"
        sql = f"ALTER VIEW {named(one)} {word} (security_barrier{value})"
        yield Change((sql,), (red(one, "options"),))


def _edited(kind: str, attribute: str, vary: Vary, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        tree = tree_of(one)
        for _ in vary(tree):
            yield _remade(one, written(tree), attribute)


def _remade(one: SchemaObject, statement: str, attribute: str) -> Change:
    change = made_again(one, statement, attribute)
    return Change(change.statements, change.red)


def _timing(tree: Any) -> Iterator[None]:
    tree.timing = 0 if tree.timing == _BEFORE else _BEFORE
    yield


def _events(tree: Any) -> Iterator[None]:
    there = tree.events
    for event in (_DELETE, _INSERT, _UPDATE):
        if not there & event:
            tree.events = there | event
            yield
    for event in (_DELETE, _INSERT):
        if there & event and there != event:
            tree.events = there & ~event
            yield


def _columns(tree: Any) -> Iterator[None]:
    if tree.columns:
        tree.columns = None
        yield


def _level(tree: Any) -> Iterator[None]:
    tree.row = not tree.row
    yield


def _when(tree: Any) -> Iterator[None]:
    tree.whenClause = None if tree.whenClause else expression("7 = 7")
    yield


def _transition(tree: Any) -> Iterator[None]:
    for relation in tree.transitionRels or ():
        relation.name = f"{relation.name}_more"
        yield


def _function(tree: Any) -> Iterator[None]:
    # PostgreSQL's own, which every database has.
    tree.funcname = names("pg_catalog", "suppress_redundant_updates_trigger")
    yield


def _arguments(tree: Any) -> Iterator[None]:
    tree.args = (*(tree.args or ()), *names(NEW))
    yield


def _deferrable(tree: Any) -> Iterator[None]:
    if tree.isconstraint:
        tree.deferrable = not tree.deferrable
        tree.initdeferred = False
        yield


def _initially(tree: Any) -> Iterator[None]:
    if tree.isconstraint:
        tree.deferrable, tree.initdeferred = True, not tree.initdeferred
        yield


def _constraint(tree: Any) -> Iterator[None]:
    tree.isconstraint = not tree.isconstraint
    tree.deferrable = tree.initdeferred = tree.isconstraint
    yield


_TRIGGER: Final[dict[str, Vary]] = {
    "timing": _timing,
    "events": _events,
    "columns": _columns,
    "level": _level,
    "when": _when,
    "transition tables": _transition,
    "function": _function,
    "arguments": _arguments,
    "constraint": _constraint,
    "deferrable": _deferrable,
    "initially deferred": _initially,
}


def _mutation(kind: str, name: str, changes: Callable[[Scene], Iterator[Change]]) -> Mutation:
    lacking = f"no {kind.replace('_', ' ')} is described that could be changed so"
    return Mutation(f"{kind}.{name}", with_entries(kind), changes, lacking)


def _tree(kind: str, attribute: str, vary: Vary, name: str = "") -> Mutation:
    spelled = name or attribute.replace(" ", "_")
    return _mutation(kind, spelled, partial(_edited, kind, attribute, vary))


RELATIONS: Final = (
    _mutation("view", "query", partial(_query, "view")),
    _mutation("view", "options", _options),
    _mutation("materialized_view", "query", partial(_query, "materialized_view")),
    *(_tree("trigger", attribute, vary) for attribute, vary in _TRIGGER.items()),
)
"""What can happen to the definition of a view or a trigger."""
