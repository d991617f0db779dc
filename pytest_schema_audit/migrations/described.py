"""Objects by name, and which events are about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .event import Action, Event

_KINDS = {
    **dict.fromkeys(("table", "view", "materialized_view", "sequence", "index"), "relation"),
    **dict.fromkeys(("foreign_table", "partitioned_table"), "relation"),
    **dict.fromkeys(("primary_key", "unique", "foreign_key", "check", "exclusion"), "constraint"),
    **dict.fromkeys(("enum", "domain", "composite_type", "range"), "type"),
    **dict.fromkeys(("procedure", "aggregate"), "function"),
}


@dataclass(frozen=True)
class Described:
    """An object as a finding names it.

    :param kind: ``table``, ``column``, ``index``, ``foreign_key``, ``enum``, ``trigger``, …
    :param schema: its schema; empty when it has none.
    :param parent: the table of a column, constraint, trigger, policy, rule or index.
    """

    kind: str
    name: str
    schema: str = "public"
    parent: str = ""

    @property
    def namespace(self) -> str:
        """The kind that events know."""
        return _KINDS.get(self.kind, self.kind)


def concerns(event: Event, target: Described) -> bool:
    """Whether an event made, changed or renamed to its name an object that is there after it."""
    if event.action is Action.DROPPED or not _same_schema(event.schema, target.schema):
        return False
    if event.action is Action.RENAMED:
        return _is(replace(event, name=event.new_name), target)
    return _is(event, target)


def takes_away(event: Event, target: Described) -> bool:
    """Whether an event dropped an object, alone or with its table or schema, or renamed it."""
    if event.action not in {Action.DROPPED, Action.RENAMED}:
        return False
    if event.kind == "schema" and event.name == target.schema:
        return True
    if not _same_schema(event.schema, target.schema):
        return False
    with_table = event.action is Action.DROPPED and _is_parent(event, target)
    return with_table or _is(event, target)


def _is(event: Event, target: Described) -> bool:
    kinds = {target.namespace, "constraint"} if target.kind == "index" else {target.namespace}
    if event.kind not in kinds or not _same_name(event, target.name):
        return False
    return target.kind == "index" or not event.parent or event.parent == target.parent


def _same_name(event: Event, name: str) -> bool:
    if event.name == name:
        return True
    return event.generated and re.fullmatch(re.escape(event.name) + r"\d+", name) is not None


def _same_schema(written: str, schema: str) -> bool:
    """An unqualified name can be in any schema: search_path decided."""
    return not written or not schema or written == schema


def _is_parent(event: Event, target: Described) -> bool:
    return event.kind == "relation" and event.name == target.parent


def before(event: Event, target: Described) -> Described:
    """The object's names before an event, when the event renamed it or its table or schema."""
    if event.action is not Action.RENAMED:
        return target
    if event.kind == "schema":
        return replace(target, schema=event.name) if event.new_name == target.schema else target
    if event.new_schema and event.new_schema != target.schema:
        return target
    schema = (event.schema or "") if event.new_schema else target.schema
    if event.kind == "relation" and event.new_name == target.parent:
        return replace(target, parent=event.name, schema=schema)
    if _is(replace(event, name=event.new_name), target):
        return replace(target, name=event.name, schema=schema)
    return target
