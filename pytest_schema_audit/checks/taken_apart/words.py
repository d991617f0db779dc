"""Names, types and options of parse trees in one spelling, however they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pglast import ast

from ...manifest.type_names import BUILT_IN
from ...spelling import quote
from ..clauses import written


def dotted(names: Iterable[Any] | None) -> str:
    """Write a name as SQL, without the schema that is searched first."""
    parts = [name.sval for name in names or ()]
    if len(parts) > 1 and parts[0] == "pg_catalog":
        del parts[0]
    return ".".join(part if _is_operator(part) else quote(part) for part in parts)


def type_text(node: Any) -> str:
    """Write a type as ``format_type`` does, also where it was spelled otherwise (``int4``)."""
    names = [name.sval for name in node.names]
    own = names[-1] if names[:-1] in ([], ["pg_catalog"]) else ""
    if own == "interval" and node.typmods:
        return written(node)  # the fields are numbers here
    first, space, rest = BUILT_IN.get(own, dotted(node.names)).partition(" w")
    modifiers = ",".join(written(one) for one in node.typmods or ())
    text = f"{first}({modifiers}){space}{rest}" if modifiers else first + space + rest
    return f"{'SETOF ' if node.setof else ''}{text}{'[]' * len(node.arrayBounds or ())}"


def function_text(node: Any) -> str:
    """Write a function with the types of its arguments, where it has them."""
    if node is None:
        return ""
    if node.args_unspecified or (node.objargs is None and node.objfuncargs is None):
        return dotted(node.objname)
    return f"{dotted(node.objname)}({types_text(node.objargs)})"


def types_text(nodes: Iterable[Any] | None) -> str:
    """Write a list of types; ``NONE`` for the side that an operator lacks."""
    return ", ".join(type_text(node) if node is not None else "NONE" for node in nodes or ())


def collation_text(clause: Any) -> str:
    """Write the collation of ``COLLATE``; empty where there is none."""
    return dotted(clause.collname) if clause else ""


def definition_options(
    nodes: Sequence[Any] | None, defaults: Mapping[str, str], names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the options of ``(NAME = value, …)`` by name, in lower case.

    :param nodes: the elements.
    :param defaults: what an absent option means; also the order.
    :param names: older names of options -> the names they have now.
    """
    given = {}
    for node in nodes or ():
        name = node.defname.lower()
        given[(names or {}).get(name, name)] = option_text(node.arg)
    return {**defaults, **given}


def option_text(node: Any) -> str:
    """Write the value of an option; ``true`` where it has none."""
    if node is None:
        return "true"
    if isinstance(node, tuple):
        return dotted(node)
    if isinstance(node, ast.TypeName):
        return type_text(node)
    if isinstance(node, ast.String):
        return str(node.sval)
    return written(node)


def _is_operator(part: str) -> bool:
    return all(sign in "+-*/<>=~!@#%^&|`?" for sign in part)
