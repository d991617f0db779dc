"""Objects by name, and which events are about them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from .event import COLUMN_GRANTS, GRANTS, Action, Event

_KINDS = {
    **dict.fromkeys(("table", "view", "materialized_view", "sequence", "index"), "relation"),
    **dict.fromkeys(("foreign_table", "partitioned_table"), "relation"),
    **dict.fromkeys(("primary_key", "unique", "foreign_key", "check", "exclusion"), "constraint"),
    **dict.fromkeys(("enum", "domain", "composite_type", "range_type", "base_type"), "type"),
    **dict.fromkeys(("procedure", "aggregate"), "function"),
}


WITH_INDEX = {"index", "unique", "primary_key", "exclusion"}
"""Kinds that are an index, a constraint or both, under one name."""

EXISTENCE = frozenset({"existence"})
"""Stands for attributes where the question is why an object is there at all, or so named."""

_NEVER_MADE = {"row security", "forced row security"}
"""Attributes that no CREATE statement gives."""

_IN_A_COLUMN = {"type", "collation", "not null", "default", "generated", "identity"}
_IN_A_TABLE = {"persistence", "row security", "forced row security", "with", "options", "of"}
_IN_ITS_ROW = {
    "column": frozenset({*_IN_A_COLUMN, "statistics", "storage", "compression", "with"}),
    "table": frozenset({*_IN_A_TABLE, "partition of", "tablespace", "using", "owner", "grants"}),
}
"""Kind -> attributes whose change always writes the row that stands for the object."""

_OF_ONE_ROW = {"function", "trigger", "policy", "rule"}
"""Kinds of which that is so of every attribute."""


@dataclass(frozen=True)
class Described:
    """An object as a finding names it.

    :param kind: ``table``, ``column``, ``index``, ``foreign_key``, ``enum``, ``trigger``, …
    :param schema: its schema; empty when it has none.
    :param parent: the table of a column, constraint, trigger, policy, rule or index.
    :param arguments: the types that a routine takes; ``None`` for any routine of the name.
    """

    kind: str
    name: str
    schema: str = "public"
    parent: str = ""
    arguments: tuple[str, ...] | None = None

    @property
    def namespace(self) -> str:
        """The kind that events know."""
        return _KINDS.get(self.kind, self.kind)

    def elsewhere(self, attributes: Collection[str]) -> Collection[str]:
        """Those attributes that can change while the object's own row stays as it is."""
        if self.namespace in _OF_ONE_ROW:
            return ()
        return set(attributes) - _IN_ITS_ROW.get(self.kind, frozenset())


def concerns(event: Event, target: Described) -> bool:
    """Whether an event made, changed or renamed to its name an object that is there after it."""
    if event.action in {Action.DROPPED, Action.COMMENTED}:
        return False
    if not _same_schema(event.new_schema or event.schema, target.schema):
        return False
    if event.action is Action.RENAMED:
        return _is(replace(event, name=event.new_name), target)
    return _is(event, target)


def touches(event: Event, attributes: Collection[str] | None) -> bool:
    """Whether an event that concerns an object can be what made some attributes what they are.

    :param attributes: in the words of findings; ``None`` for any but who may use it.
    """
    if attributes is None:
        return event.attributes.isdisjoint(GRANTS | COLUMN_GRANTS)
    if event.action is Action.MADE:
        return not _NEVER_MADE.issuperset(attributes)
    if event.action is Action.RENAMED:
        return attributes == EXISTENCE or (bool(event.new_schema) and "schema" in attributes)
    if attributes == EXISTENCE:
        return False
    return not event.attributes or not event.attributes.isdisjoint(attributes)


def says(event: Event, attributes: Collection[str]) -> bool:
    """Whether a statement changed some attributes in so many words."""
    return event.action is Action.CHANGED and not event.attributes.isdisjoint(attributes)


def comments_on(event: Event, target: Described) -> bool:
    """Whether an event is a comment on an object."""
    if event.action is not Action.COMMENTED or not _same_schema(event.schema, target.schema):
        return False
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
    kinds = {"relation", "constraint"} if target.kind in WITH_INDEX else {target.namespace}
    if event.kind not in kinds or not _same_name(event, target.name):
        return False
    if None not in (event.arguments, target.arguments) and event.arguments != target.arguments:
        return False
    return target.kind == "index" or not event.parent or event.parent == target.parent


def _same_name(event: Event, name: str) -> bool:
    if event.name in {name, ""}:
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
