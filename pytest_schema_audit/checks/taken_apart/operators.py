"""Operators, their classes and families, casts and transforms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pglast.enums import CoercionContext

from ..attributes import Attributes
from .statements import statement
from .words import definition_options, dotted, function_text, type_text, types_text

_OPERATOR, _FUNCTION, _STORAGE = 1, 2, 3
"""``itemtype`` of a class's members (``parsenodes.h``)."""

_CONTEXTS: Final = {
    CoercionContext.COERCION_IMPLICIT: "implicit",
    CoercionContext.COERCION_ASSIGNMENT: "assignment",
}
_OPERATOR_DEFAULTS: Final = {
    "function": "",
    "leftarg": "",
    "rightarg": "",
    "commutator": "",
    "negator": "",
    "restrict": "",
    "join": "",
    "hashes": "false",
    "merges": "false",
}
"""Documentation: "CREATE OPERATOR"."""


def _operator(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return definition_options(tree.definition, _OPERATOR_DEFAULTS, {"procedure": "function"})


def _operator_class(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    own = type_text(tree.datatype)
    return {
        "default": "true" if tree.isDefault else "false",
        "type": own,
        "method": tree.amname,
        "family": dotted(tree.opfamilyname),
        "storage": _storage(tree.items, own),
        **_members(tree.items, own),
    }


def _operator_family(kind: str, definition: str) -> Attributes:
    if not definition.strip():
        return {}
    return _members(statement(kind, definition).items, "")


def _storage(items: Iterable[Any], own: str) -> str:
    types = [type_text(one.storedtype) for one in items if one.itemtype == _STORAGE]
    return types[0] if types else own


def _members(items: Iterable[Any], own: str) -> dict[str, str]:
    """Name the operators and functions by what identifies them: number and types."""
    found = {}
    for one in items:
        if one.itemtype == _OPERATOR:
            types = types_text(one.name.objargs) or f"{own}, {own}"
            order = f" FOR ORDER BY {dotted(one.order_family)}" if one.order_family else ""
            found[f"operator {one.number} ({types})"] = dotted(one.name.objname) + order
        elif one.itemtype == _FUNCTION:
            types = types_text(one.class_args) or _function_types(one, own)
            found[f"function {one.number} ({types})"] = function_text(one.name)
    return dict(sorted(found.items()))


def _function_types(item: Any, own: str) -> str:
    """Return what a support function is for where nothing is said (``DefineOpClass``).

    A comparing function of btree or a hashing one is for the types of its arguments.
    """
    arguments = [type_text(one) for one in item.name.objargs or ()]
    if item.number == 1 and len(arguments) == 2 and own not in arguments:
        return ", ".join(arguments)
    return f"{own}, {own}"


def _cast(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    way = "WITH INOUT" if tree.inout else "WITHOUT FUNCTION"
    return {
        "function": function_text(tree.func) or way,
        "context": _CONTEXTS.get(tree.context, "explicit"),
    }


def _transform(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {"from sql": function_text(tree.fromsql), "to sql": function_text(tree.tosql)}


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "operator": _operator,
    "operator_class": _operator_class,
    "operator_family": _operator_family,
    "cast": _cast,
    "transform": _transform,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset(ATTRIBUTES)
"""Kinds whose attributes say everything that their definitions say."""
