"""Events of the statements about tables: CREATE TABLE, ALTER TABLE, CREATE INDEX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .event import Action, Event
from .event_kinds import ATTRIBUTES
from .generated_names import joined, key_names, object_name
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
    constraints = [entry["Constraint"] for entry in column.get("constraints", [])]
    if _has_sequence(column, constraints):
        sequence = object_name(table.name, name, "seq")
        yield Event(
            *(Action.MADE, "relation", sequence, table.schema), generated=True, location=location
        )
    for constraint in constraints:
        yield from _constraint(constraint, table, [name])


_SERIAL = re.compile(r"(?:small|big)?serial|serial[248]")


def _has_sequence(column: Node, constraints: list[Node]) -> bool:
    names = column.get("typeName", {}).get("names", [])
    serial = len(names) == 1 and _SERIAL.fullmatch(names[0]["String"]["sval"])
    return bool(serial) or any(one["contype"] == "CONSTR_IDENTITY" for one in constraints)


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
    named_after = "" if suffix == "pkey" else joined(columns)
    location = constraint.get("location", table.location)
    yield Event(
        Action.MADE,
        "constraint",
        given or object_name(table.name, named_after, suffix),
        table.schema,
        table.name,
        generated=not given,
        location=location,
    )
    if suffix in {"pkey", "not_null"}:
        for column in _plain_keys(constraint):
            yield Event(
                *(Action.CHANGED, "column", column, table.schema, table.name),
                location=location,
                attributes=frozenset({"not null"}),
            )


def _keys(constraint: Node) -> list[str]:
    """The columns after which PostgreSQL names a constraint, those that it includes too."""
    excluded = [item["List"]["items"][0] for item in constraint.get("exclusions", [])]
    included = [item["String"]["sval"] for item in constraint.get("including", [])]
    foreign = [item["String"]["sval"] for item in constraint.get("fk_attrs", [])]
    return [*_plain_keys(constraint), *foreign, *key_names(excluded), *included]


def _plain_keys(constraint: Node) -> list[str]:
    return [item["String"]["sval"] for item in constraint.get("keys", [])]


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

    Adding a column or a constraint is no change of the table. ALTER TYPE of a composite type is
    the same statement.
    """
    table = _relation(Action.CHANGED, body["relation"])
    if body.get("objtype") == "OBJECT_TYPE":
        yield Event(Action.CHANGED, "type", table.name, table.schema)
        return
    if body.get("objtype") == "OBJECT_FOREIGN_TABLE":
        yield table  # its columns and checks are part of it
    if body.get("objtype") == "OBJECT_INDEX":
        # ATTACH PARTITION: of the parent's index it is said whether all partitions have it.
        yield replace(table, attributes=frozenset({"partitions"}))
    for piece, entry in enumerate(body.get("cmds", [])):
        command = entry["AlterTableCmd"]
        for event in _command(command, table):
            if_absent = event.action is Action.MADE and command.get("missing_ok", False)
            yield replace(event, piece=piece, if_absent=if_absent)


_SWITCH = re.compile(r"AT_(?:Enable|EnableAlways|EnableReplica|Disable)(?:Trig|Rule)\Z")
_OF_THE_TABLE = {"AT_ClusterOn", "AT_SetTableSpace", "AT_ReplicaIdentity", "AT_SetAccessMethod"}


_NEXT_NUMBER = frozenset({"next number"})
"""What RESTART changes: data, that no finding is about."""


def _command(command: Node, table: Event) -> Iterator[Event]:
    subtype, name = command["subtype"], command.get("name", "")
    definition = command.get("def", {})
    attributes = _changed(subtype, definition)
    if subtype in {"AT_AddColumn", "AT_AddConstraint"}:
        yield from _element(definition, replace(table, location=0))
    elif subtype in {"AT_DropConstraint", "AT_ValidateConstraint", "AT_AlterConstraint"}:
        action = Action.DROPPED if subtype == "AT_DropConstraint" else Action.CHANGED
        named = name or definition.get("ATAlterConstraint", {}).get("conname", "")
        yield _of_table(action, "constraint", named, table, attributes)
    elif _SWITCH.match(subtype) and name:
        kind = "rule" if subtype.endswith("Rule") else "trigger"
        yield _of_table(Action.CHANGED, kind, name, table, frozenset({"enabled"}))
    elif "PartitionCmd" in definition and "name" in definition["PartitionCmd"]:
        partition = _relation(Action.CHANGED, definition["PartitionCmd"]["name"])
        yield replace(partition, attributes=attributes)
    elif name and subtype not in _OF_THE_TABLE:
        action = Action.DROPPED if subtype == "AT_DropColumn" else Action.CHANGED
        location = definition.get("ColumnDef", {}).get("location", 0)
        yield replace(_of_table(action, "column", name, table, attributes), location=location)
        if subtype == "AT_AddIdentity":
            sequence = object_name(table.name, name, "seq")
            yield Event(Action.MADE, "relation", sequence, table.schema, generated=True)
    else:
        yield replace(table, location=0, attributes=attributes)
        if attributes == {"enabled"}:
            yield _of_table(Action.CHANGED, "trigger", "", table, attributes)


def _changed(subtype: str, definition: Node) -> frozenset[str]:
    if subtype == "AT_SetIdentity" and _only_restarts(definition):
        return _NEXT_NUMBER
    return ATTRIBUTES.get(subtype, frozenset())


def _only_restarts(options: Node) -> bool:
    """Whether options of an identity column say only which number comes next."""
    names = {item["DefElem"]["defname"] for item in options["List"]["items"]}
    return names == {"restart"}


def _of_table(
    action: Action, kind: str, name: str, table: Event, attributes: frozenset[str]
) -> Event:
    return Event(action, kind, name, table.schema, table.name, attributes=attributes)


def index(body: Node) -> Iterator[Event]:
    """CREATE INDEX."""
    table = body["relation"]
    keys = [*body.get("indexParams", []), *body.get("indexIncludingParams", [])]
    given = body.get("idxname", "")
    yield Event(
        Action.MADE,
        "relation",
        given or object_name(table["relname"], joined(key_names(keys)), "idx"),
        table.get("schemaname", ""),
        generated=not given,
    )
