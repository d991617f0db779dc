"""Events of what is no change of an object itself: its owner, and who may use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .event import COLUMN_GRANTS, GRANTS, Action, Event
from .event_kinds import KINDS
from .event_objects import events_of_object
from .statements import Node


def alter_owner(body: Node) -> Iterator[Event]:
    """ALTER … OWNER TO."""
    for event in events_of_object(Action.CHANGED, body["objectType"], body["object"]):
        yield replace(event, attributes=frozenset({"owner"}))


def grant(body: Node) -> Iterator[Event]:
    """GRANT and REVOKE: on objects, on columns, on all objects of a schema."""
    read = _TARGETS.get(body["targtype"])
    if read is None or body["objtype"] not in KINDS:
        return
    for piece, node in enumerate(body["objects"]):
        for event in read(body, node):
            yield replace(event, piece=piece, attributes=event.attributes or GRANTS)


def _on_object(body: Node, node: Node) -> Iterator[Event]:
    if "RangeVar" not in node:
        yield from events_of_object(Action.CHANGED, body["objtype"], node)
        return
    table = node["RangeVar"]
    name, schema = table["relname"], table.get("schemaname", "")
    privileges = [privilege["AccessPriv"] for privilege in body.get("privileges", [])]
    columns = privileges and all("cols" in privilege for privilege in privileges)
    attributes = COLUMN_GRANTS if columns else GRANTS
    yield Event(Action.CHANGED, "relation", name, schema, attributes=attributes)
    for privilege in privileges:
        for column in privilege.get("cols", []):
            yield Event(Action.CHANGED, "column", column["String"]["sval"], schema, name)


def _on_all(body: Node, node: Node) -> Iterator[Event]:
    yield Event(Action.CHANGED, KINDS[body["objtype"]], "", node["String"]["sval"])


_TARGETS = {"ACL_TARGET_OBJECT": _on_object, "ACL_TARGET_ALL_IN_SCHEMA": _on_all}
