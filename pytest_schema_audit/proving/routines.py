"""Functions, procedures and aggregates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from pglast import scan

from ..model import SchemaObject
from .change import NEW, Change
from .mutation import Mutation, with_entries
from .objects import create, made_again, named, red, tree_of
from .scene import Scene

_BODY: Final = re.compile(r"(AS (?:'[^']*', )?)(\$\w*\$)(.*)\2", re.DOTALL)


def _option(tree: Any, name: str) -> Any:
    """Return the value of an option of CREATE FUNCTION; ``None`` where it is not given."""
    found = (option.arg for option in tree.options or () if option.defname == name)
    value = next(found, None)
    return getattr(value, "sval", getattr(value, "boolval", value))


def _altered(kind: str, option: str, attribute: str, scene: Scene) -> Iterator[Change]:
    """Give an option another value with ALTER."""
    for one in scene.objects(kind):
        there = _option(tree_of(one), option)
        for said, action in _ACTIONS[option]:
            if there != said:
                sql = f"ALTER {kind.upper()} {named(one)} {action}"
                yield Change((sql,), (red(one, attribute),))


_ACTIONS: Final[dict[str, tuple[tuple[object, str], ...]]] = {
    "volatility": (("immutable", "IMMUTABLE"), ("stable", "STABLE")),
    "strict": ((True, "STRICT"), (None, "CALLED ON NULL INPUT")),
    "security": ((True, "SECURITY DEFINER"), (None, "SECURITY INVOKER")),
    "leakproof": ((True, "LEAKPROOF"), (None, "NOT LEAKPROOF")),
    "parallel": (("safe", "PARALLEL SAFE"), ("unsafe", "PARALLEL UNSAFE")),
    "cost": ((77, "COST 77"),),
    "rows": ((77, "ROWS 77"),),
}
"""Option -> its values in the parse tree, each with the action that gives it."""

_ATTRIBUTES: Final = {"security": "security definer"}


def _set(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        sql = f"ALTER {kind.upper()} {named(one)} SET work_mem = '77MB'"
        yield Change((sql,), (red(one, "set"),))


def _replaced(one: SchemaObject, definition: str) -> str:
    return create(one, definition).replace("CREATE", "CREATE OR REPLACE", 1)


def _body(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        match = _BODY.search(one.definition)
        if match:
            place = match.end(3)
            text = f"{one.definition[:place]}\n/* {NEW} */{one.definition[place:]}"
            yield Change((_replaced(one, text),), (red(one, "body"),))


def _returns(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        for other in ("text", "integer", "boolean"):
            text = re.sub(r"\n RETURNS [^\n]*", f"\n RETURNS {other}", one.definition, count=1)
            if text != one.definition:
                yield made_again(one, create(one, text), "returns")


def _language(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        for other in ("plpgsql", "sql"):
            text = re.sub(r"\n LANGUAGE \w+", f"\n LANGUAGE {other}", one.definition, count=1)
            if text != one.definition:
                yield Change((_replaced(one, text),), (red(one, "language"),))


def _arguments(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        end = _end_of_arguments(one.definition)
        text = f"{one.definition[:end]} DEFAULT NULL{one.definition[end:]}"
        yield Change((_replaced(one, text),), (red(one, "arguments"),))


def _window(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        text = re.sub(r"(\n LANGUAGE \w+)", r"\1 WINDOW", one.definition, count=1)
        yield made_again(one, create(one, text), "window")


def _support(kind: str, scene: Scene) -> Iterator[Change]:
    for one in scene.objects(kind):
        sql = f"ALTER FUNCTION {named(one)} SUPPORT pg_catalog.array_unnest_support"
        yield Change((sql,), (red(one, "support"),))


def _end_of_arguments(definition: str) -> int:
    """Find where the parenthesis closes that the arguments stand in."""
    depth = 0
    for token in scan(definition):
        depth += {"ASCII_40": 1, "ASCII_41": -1}.get(token.name, 0)
        if depth == 0:
            return int(token.start)
    return len(definition)


def _mutations(kind: str) -> Iterator[Mutation]:
    own: dict[str, Callable[[Scene], Iterator[Change]]] = {
        "body": partial(_body, kind),
        "language": partial(_language, kind),
        "arguments": partial(_arguments, kind),
        "set": partial(_set, kind),
    }
    options = ("security",) if kind == "procedure" else tuple(_ACTIONS)
    for option in options:
        attribute = _ATTRIBUTES.get(option, option)
        name = attribute.replace(" ", "_")
        own[name] = partial(_altered, kind, option, attribute)
    if kind == "function":
        own["returns"] = partial(_returns, kind)
        own["window"] = partial(_window, kind)
        own["support"] = partial(_support, kind)
    lacking = f"no {kind} is described that could be changed so"
    for name, changes in own.items():
        yield Mutation(f"{kind}.{name}", with_entries(kind), changes, lacking)


ROUTINES: Final = tuple(
    mutation for kind in ("function", "procedure") for mutation in _mutations(kind)
)
"""What can happen to the definition of a function or procedure."""
