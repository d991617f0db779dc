"""Objects as DROP, COMMENT, GRANT and ALTER … RENAME name them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pglast import parser

from .event import Action, Event
from .event_kinds import KINDS, OF_A_METHOD, OF_A_TABLE, OF_TYPES
from .statements import Node


def qualified(names: list[Node]) -> tuple[str, str]:
    """Schema and name of a list of name parts."""
    parts = [part["String"]["sval"] for part in names]
    return (parts[-2] if len(parts) > 1 else "", parts[-1])


def events_of_object(action: Action, object_type: str, node: Node) -> Iterator[Event]:
    """What happened to the object that a node names; nothing for kinds that are not told of."""
    if object_type in OF_TYPES:
        items = node["List"]["items"]
        types = [item["TypeName"] for item in items if "TypeName" in item]
        name = "".join(item["String"]["sval"] for item in items if "String" in item)
        yield Event(action, OF_TYPES[object_type], name, arguments=signature(types))
        return
    kind = KINDS.get(object_type)
    if kind is None:
        return
    parts = [item["String"]["sval"] for item in _name_parts(node)][kind in OF_A_METHOD :]
    if not parts:
        return
    if kind in OF_A_TABLE:
        table = parts[-2] if len(parts) > 1 else ""
        yield Event(action, kind, parts[-1], parts[-3] if len(parts) > 2 else "", table)
    else:
        arguments = _taken(node["ObjectWithArgs"]) if kind == "function" else None
        schema = parts[-2] if len(parts) > 1 else ""
        yield Event(action, kind, parts[-1], schema, arguments=arguments)


def signature(types: Iterable[Node]) -> tuple[str, ...] | None:
    """Types of arguments in one spelling, without their schemas; None where one is not told."""
    types = tuple(types)
    if any("names" not in one or "pct_type" in one for one in types):
        return None
    return tuple(qualified(one["names"])[1] + "[]" * ("arrayBounds" in one) for one in types)


def types_in(kind: str, name: str) -> tuple[str, tuple[str, ...] | None]:
    """Read what a cast or a transform is named by: a language, or nothing, and types.

    :param kind: ``cast`` or ``transform``.
    :param name: as the catalog prints it: ``(mood AS text)``, ``FOR integer LANGUAGE sql``.
    """
    try:
        parsed = json.loads(parser.parse_sql_json(f"DROP {kind} {name}"))
    except (parser.ParseError, UnicodeEncodeError):
        return name, None
    (node,) = parsed["stmts"][0]["stmt"]["DropStmt"]["objects"]
    (event,) = events_of_object(Action.DROPPED, f"OBJECT_{kind.upper()}", node)
    return event.name, event.arguments


def arguments_in(name: str) -> tuple[str, ...] | None:
    """The types in the name of a routine as the catalog prints it: ``add(integer, text[])``."""
    try:
        parsed = json.loads(parser.parse_sql_json(f"DROP FUNCTION f{name[name.rindex('(') :]}"))
    except (parser.ParseError, UnicodeEncodeError, ValueError):
        return None
    return _taken(parsed["stmts"][0]["stmt"]["DropStmt"]["objects"][0]["ObjectWithArgs"])


def _taken(named: Node) -> tuple[str, ...] | None:
    if "args_unspecified" in named:
        return None
    return signature(one.get("TypeName", {}) for one in named.get("objargs", []))


def _name_parts(node: Node) -> list[Node]:
    if "List" in node:
        items = node["List"].get("items", [])
        return [item for item in items if "String" in item]
    if "String" in node:
        return [node]
    inner: Node = node.get("ObjectWithArgs") or node.get("TypeName") or {}
    return list(inner.get("objname") or inner.get("names") or [])
