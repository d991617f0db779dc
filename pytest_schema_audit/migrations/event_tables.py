"""Events of the statements about tables: CREATE TABLE, ALTER TABLE, CREATE INDEX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .event import Action, Event
from .statements import Node


def _relation(action: Action, node: Node) -> Event:
    return Event(
        action,
        "relation",
        node["relname"],
        schema=node.get("schemaname", ""),
        location=node.get("location", 0),
    )


def create_table(body: Node) -> Iterator[Event]:
    """CREATE TABLE: the table, its columns, its constraints."""
    table = _relation(Action.MADE, body["relation"])
    yield Event(Action.MADE, "relation", table.name, table.schema)
    for element in body.get("tableElts", []):
        yield from _element(element, table)


def create_foreign_table(body: Node) -> Iterator[Event]:
    """CREATE FOREIGN TABLE: the same."""
    yield from create_table(body.get("base", body))


def _element(element: Node, table: Event) -> Iterator[Event]:
    if "ColumnDef" in element:
        yield from _column(element["ColumnDef"], table)
    elif "Constraint" in element:
        constraint = element["Constraint"]
        yield from _constraint(constraint, table, _keys(constraint) or _checked(constraint))


def _column(column: Node, table: Event) -> Iterator[Event]:
    name, location = column["colname"], column.get("location", table.location)
    yield Event(Action.MADE, "column", name, table.schema, table.name, location=location)
    for constraint in column.get("constraints", []):
        yield from _constraint(constraint["Constraint"], table, [name])


_SUFFIXES = {
    "CONSTR_PRIMARY": "pkey",
    "CONSTR_UNIQUE": "key",
    "CONSTR_FOREIGN": "fkey",
    "CONSTR_CHECK": "check",
    "CONSTR_EXCLUSION": "excl",
    "CONSTR_NOTNULL": "not_null",
}


def _constraint(constraint: Node, table: Event, columns: list[str]) -> Iterator[Event]:
    suffix = _SUFFIXES.get(constraint["contype"])
    if suffix is None:
        return
    given = constraint.get("conname", "")
    parts = [] if suffix == "pkey" else columns
    yield Event(
        Action.MADE,
        "constraint",
        given or "_".join([table.name, *parts, suffix]),
        table.schema,
        table.name,
        generated=not given,
        location=constraint.get("location", table.location),
    )


def _keys(constraint: Node) -> list[str]:
    lists = [*constraint.get("keys", []), *constraint.get("fk_attrs", [])]
    return [item["String"]["sval"] for item in lists]


def _checked(constraint: Node) -> list[str]:
    """The column of a check over one alone, after which PostgreSQL names it (``heap.c``)."""
    columns = set(_columns(constraint.get("raw_expr", {})))
    return list(columns) if len(columns) == 1 else []


def _columns(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for element in node:
            yield from _columns(element)
    elif isinstance(node, dict):
        for kind, body in node.items():
            if kind == "ColumnRef":
                yield body["fields"][-1].get("String", {}).get("sval", "")
            else:
                yield from _columns(body)


def alter_table(body: Node) -> Iterator[Event]:
    """ALTER TABLE: what each command touches, the table itself only where it changes.

    Adding a column or a constraint is no change of the table.
    """
    table = _relation(Action.CHANGED, body["relation"])
    for command in body.get("cmds", []):
        yield from _command(command["AlterTableCmd"], table)


def _command(command: Node, table: Event) -> Iterator[Event]:
    subtype, name = command["subtype"], command.get("name", "")
    definition = command.get("def", {})
    if subtype in {"AT_AddColumn", "AT_AddConstraint"}:
        yield from _element(definition, table)
    elif subtype in {"AT_DropConstraint", "AT_ValidateConstraint", "AT_AlterConstraint"}:
        action = Action.DROPPED if subtype == "AT_DropConstraint" else Action.CHANGED
        named = name or definition.get("ATAlterConstraint", {}).get("conname", "")
        yield Event(action, "constraint", named, table.schema, table.name)
    elif subtype.startswith(("AT_EnableTrig", "AT_DisableTrig")) and name:
        yield Event(Action.CHANGED, "trigger", name, table.schema, table.name)
    elif name and subtype not in {"AT_ClusterOn", "AT_SetTableSpace", "AT_ReplicaIdentity"}:
        action = Action.DROPPED if subtype == "AT_DropColumn" else Action.CHANGED
        location = definition.get("ColumnDef", {}).get("location", 0)
        yield Event(action, "column", name, table.schema, table.name, location=location)
    else:
        yield Event(Action.CHANGED, "relation", table.name, table.schema)


def index(body: Node) -> Iterator[Event]:
    """CREATE INDEX."""
    table = body["relation"]
    columns = [key["IndexElem"].get("name", "expr") for key in body.get("indexParams", [])]
    given = body.get("idxname", "")
    yield Event(
        Action.MADE,
        "relation",
        given or "_".join([table["relname"], *columns, "idx"]),
        table.get("schemaname", ""),
        generated=not given,
    )
