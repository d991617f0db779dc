"""The events of a parse tree: what its statement made, changed, dropped, renamed.

Reads libpg_query's trees. A kind is a namespace of PostgreSQL: tables, views, sequences and
indexes share ``relation``, as they share ``pg_class``. Comments and grants are no change of the
object, nor is what only rebuilds it (REINDEX, CLUSTER, VACUUM).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .event import Action, Event
from .event_tables import alter_table, create_foreign_table, create_table, index
from .statements import Node


def events(tree: Node) -> Iterator[Event]:
    """The events of one parse tree, in order; none for what makes and changes no object."""
    for kind, body in tree.items():
        reader = _READERS.get(kind)
        if reader is not None:
            yield from reader(body)


def _view(body: Node) -> Iterator[Event]:
    node = body["view"]
    yield Event(Action.MADE, "relation", node["relname"], node.get("schemaname", ""))


def _table_as(body: Node) -> Iterator[Event]:
    node = body["into"]["rel"]
    yield Event(Action.MADE, "relation", node["relname"], node.get("schemaname", ""))


def _select(body: Node) -> Iterator[Event]:
    if "intoClause" in body:
        yield from _table_as({"into": body["intoClause"]})


def _sequence(action: Action, body: Node) -> Iterator[Event]:
    node = body["sequence"]
    yield Event(action, "relation", node["relname"], node.get("schemaname", ""))


def _qualified(names: list[Node]) -> tuple[str, str]:
    """Schema and name of a list of name parts."""
    parts = [part["String"]["sval"] for part in names]
    return (parts[-2] if len(parts) > 1 else "", parts[-1])


def _named(action: Action, kind: str, key: str, body: Node) -> Iterator[Event]:
    schema, name = _qualified(body[key])
    yield Event(action, kind, name, schema)


def _composite(body: Node) -> Iterator[Event]:
    node = body["typevar"]
    yield Event(Action.MADE, "type", node["relname"], node.get("schemaname", ""))


def _on_table(kind: str, key: str, table_key: str, body: Node) -> Iterator[Event]:
    table = body[table_key]
    yield Event(
        _action_of(body, kind), kind, body[key], table.get("schemaname", ""), table["relname"]
    )


def _action_of(body: Node, kind: str) -> Action:
    return Action.CHANGED if kind == "policy" and "cmd_name" not in body else Action.MADE


def _plain(kind: str, key: str, body: Node) -> Iterator[Event]:
    yield Event(Action.MADE, kind, body.get(key, ""))


def _schema(body: Node) -> Iterator[Event]:
    name = body.get("schemaname", "")
    yield Event(Action.MADE, "schema", name)
    for element in body.get("schemaElts", []):
        for event in events(element):
            yield Event(event.action, event.kind, event.name, event.schema or name, event.parent)


def _define(body: Node) -> Iterator[Event]:
    kind = "function" if body["kind"] == "OBJECT_AGGREGATE" else _KINDS.get(body["kind"], "")
    if kind:
        yield from _named(Action.MADE, kind, "defnames", body)


_RELATIONS = ("TABLE", "VIEW", "MATVIEW", "INDEX", "SEQUENCE", "FOREIGN_TABLE")
_KINDS = {
    **{f"OBJECT_{name}": "relation" for name in _RELATIONS},
    **{f"OBJECT_{name}": "function" for name in ("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE")},
    **{f"OBJECT_{name}": "type" for name in ("TYPE", "DOMAIN")},
    **{f"OBJECT_{name}": name.lower() for name in ("TRIGGER", "POLICY", "RULE", "SCHEMA")},
    **{f"OBJECT_{name}": name.lower() for name in ("EXTENSION", "COLLATION", "COLUMN")},
    "OBJECT_ATTRIBUTE": "column",
    "OBJECT_STATISTIC_EXT": "statistics",
    "OBJECT_TABCONSTRAINT": "constraint",
    "OBJECT_DOMCONSTRAINT": "constraint",
}
_OF_A_TABLE = {"trigger", "policy", "rule", "column", "constraint"}


def _object(action: Action, object_type: str, node: Node) -> Iterator[Event]:
    """An object as DROP, COMMENT and ALTER … RENAME name it."""
    kind = _KINDS.get(object_type)
    if kind is None:
        return
    parts = [item["String"]["sval"] for item in _name_parts(node)]
    if not parts:
        return
    if kind in _OF_A_TABLE:
        table = parts[-2] if len(parts) > 1 else ""
        yield Event(action, kind, parts[-1], parts[-3] if len(parts) > 2 else "", table)
    else:
        yield Event(action, kind, parts[-1], parts[-2] if len(parts) > 1 else "")


def _name_parts(node: Node) -> list[Node]:
    if "List" in node:
        items = node["List"].get("items", [])
        return [item for item in items if "String" in item]
    if "String" in node:
        return [node]
    inner: Node = node.get("ObjectWithArgs") or node.get("TypeName") or {}
    return list(inner.get("objname") or inner.get("names") or [])


def _drop(body: Node) -> Iterator[Event]:
    for node in body["objects"]:
        yield from _object(Action.DROPPED, body["removeType"], node)


def _rename(body: Node) -> Iterator[Event]:
    kind, new = _KINDS.get(body["renameType"], ""), body["newname"]
    if "relation" in body and kind:
        node = body["relation"]
        schema, table = node.get("schemaname", ""), node["relname"]
        sub = body.get("subname", "")
        name, parent = (sub, table) if sub else (table, "")
        yield Event(Action.RENAMED, kind, name, schema, parent, new)
    elif kind == "schema":
        yield Event(Action.RENAMED, kind, body["subname"], new_name=new)
    elif "object" in body:
        for found in _object(Action.RENAMED, body["renameType"], body["object"]):
            if kind == "constraint":
                yield Event(Action.RENAMED, kind, body["subname"], "", found.name, new)
            else:
                yield Event(Action.RENAMED, kind, found.name, found.schema, new_name=new)


def _set_schema(body: Node) -> Iterator[Event]:
    new = body["newschema"]
    kind = _KINDS.get(body["objectType"], "")
    if "relation" in body:
        node = body["relation"]
        yield Event(
            Action.RENAMED,
            "relation",
            node["relname"],
            node.get("schemaname", ""),
            new_name=node["relname"],
            new_schema=new,
        )
    elif kind:
        for found in _object(Action.RENAMED, body["objectType"], body["object"]):
            yield Event(
                Action.RENAMED, kind, found.name, found.schema, "", found.name, new_schema=new
            )


def _alter_domain(body: Node) -> Iterator[Event]:
    schema, name = _qualified(body["typeName"])
    yield Event(Action.CHANGED, "type", name, schema)


_READERS: dict[str, Callable[[Node], Iterator[Event]]] = {
    "CreateStmt": create_table,
    "CreateForeignTableStmt": create_foreign_table,
    "AlterTableStmt": alter_table,
    "IndexStmt": index,
    "ViewStmt": _view,
    "CreateTableAsStmt": _table_as,
    "SelectStmt": _select,
    "CreateSeqStmt": lambda body: _sequence(Action.MADE, body),
    "AlterSeqStmt": lambda body: _sequence(Action.CHANGED, body),
    "CreateEnumStmt": lambda body: _named(Action.MADE, "type", "typeName", body),
    "AlterEnumStmt": lambda body: _named(Action.CHANGED, "type", "typeName", body),
    "CreateRangeStmt": lambda body: _named(Action.MADE, "type", "typeName", body),
    "CreateDomainStmt": lambda body: _named(Action.MADE, "type", "domainname", body),
    "AlterDomainStmt": _alter_domain,
    "CompositeTypeStmt": _composite,
    "CreateFunctionStmt": lambda body: _named(Action.MADE, "function", "funcname", body),
    "DefineStmt": _define,
    "CreateStatsStmt": lambda body: _named(Action.MADE, "statistics", "defnames", body),
    "AlterStatsStmt": lambda body: _named(Action.CHANGED, "statistics", "defnames", body),
    "CreateTrigStmt": lambda body: _on_table("trigger", "trigname", "relation", body),
    "CreatePolicyStmt": lambda body: _on_table("policy", "policy_name", "table", body),
    "AlterPolicyStmt": lambda body: _on_table("policy", "policy_name", "table", body),
    "RuleStmt": lambda body: _on_table("rule", "rulename", "relation", body),
    "CreateSchemaStmt": _schema,
    "CreateExtensionStmt": lambda body: _plain("extension", "extname", body),
    "DropStmt": _drop,
    "RenameStmt": _rename,
    "AlterObjectSchemaStmt": _set_schema,
}
