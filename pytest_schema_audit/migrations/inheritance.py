"""What a table has from those that it inherits from or is a partition of, and by which statement.

Columns, constraints and triggers keep their names on the way. Indexes and keys do not: PostgreSQL
names those of a partition as if the statement were about it and named none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .chronicle import Chronicle, Located
from .described import EXISTENCE, WITH_INDEX, Described, concerns, touches
from .event import Action
from .events import events
from .statements import Statement

_KEEP_NAMES = {"column", "constraint", "trigger"}
_KEYS = {"CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION"}
_JOINS = {"AT_AttachPartition", "AT_AddInherit"}
_LEAVES = {"AT_DetachPartition", "AT_DropInherit"}


@dataclass(frozen=True)
class _Bond:
    """That a table inherits from another, from one statement to the next that ends it."""

    since: Located
    until: tuple[int, int]

    def within(self, other: _Bond) -> _Bond:
        since = max(self.since, other.since, key=lambda located: located.position)
        return _Bond(since, min(self.until, other.until))


def handed_down(
    chronicle: Chronicle, step: int, described: Described, attributes: Collection[str] | None
) -> Located | None:
    """The last statement by which a part of a table followed one of another table.

    :param step: the one that last wrote the row of the part.
    :param attributes: those in question; ``None`` for any.
    """
    if attributes == EXISTENCE and (left := _left(chronicle, step, described)):
        return left
    ancestors = _ancestors(chronicle, step, described)
    if not ancestors:
        return None
    named = _named(chronicle, step, described, attributes, ancestors)
    return named or _unnamed(chronicle, step, described, ancestors)


def _left(chronicle: Chronicle, step: int, described: Described) -> Located | None:
    """What took a table from one that it inherited from: its parts are its own since then."""
    if not described.parent:
        return None
    life = chronicle.life(Described("table", described.parent, described.schema), step)
    leaving = (one for one in life if _others(one.statement, one.event.name, _LEAVES))
    return next((one for one in leaving if one.step == step), None)


def _named(
    chronicle: Chronicle,
    step: int,
    described: Described,
    attributes: Collection[str] | None,
    ancestors: Mapping[str, _Bond],
) -> Located | None:
    """What was done with the part of the same name, else the making of the table itself."""
    if described.namespace not in _KEEP_NAMES:
        return None
    about = [
        one
        for one in chronicle.located
        if one.step <= step
        and one.event.parent in ancestors
        and concerns(one.event, replace(described, parent=one.event.parent))
    ]
    after = [
        one
        for one in about
        if ancestors[one.event.parent].since.position < one.position
        and one.position < ancestors[one.event.parent].until
        and _reaches(one.statement)
        and touches(one.event, attributes)
    ]
    made = [
        since
        for one in about
        if (since := ancestors[one.event.parent].since).event.action is Action.MADE
        and one.position < since.position
    ]
    found = after or made
    return found[-1] if found else None


def _unnamed(
    chronicle: Chronicle, step: int, described: Described, ancestors: Mapping[str, _Bond]
) -> Located | None:
    """What made an index or a key: the statement itself, or the one that made a partition."""
    if described.kind not in WITH_INDEX:
        return None
    found: dict[tuple[int, int], Located] = {}
    for one in chronicle.located:
        bond = ancestors.get(_table(one.statement))
        if bond is None or one.position > bond.until or not _makes(one.statement, described):
            continue
        if one.position > bond.since.position and not _reaches(one.statement):
            continue
        last = max(one, bond.since, key=lambda located: located.position)
        found[last.position] = last
    there = [one for one in found.values() if one.step == step]
    return there[0] if len(there) == 1 else None


def _makes(statement: Statement, described: Described) -> bool:
    """Whether a statement, were it about a partition, would give something that name."""
    there = (event for event in events(_about(statement.tree, described.parent)) if event.generated)
    return any(
        event.action is Action.MADE and concerns(replace(event, schema=""), described)
        for event in there
    )


def _about(tree: Mapping[str, Any], table: str) -> dict[str, Any]:
    """The same statement about another table, with no names for indexes and keys."""
    return {
        kind: {**_nameless(body), "relation": {**body["relation"], "relname": table}}
        for kind, body in tree.items()
    }


def _nameless(node: Any) -> Any:
    if isinstance(node, list):
        return [_nameless(element) for element in node]
    if not isinstance(node, dict):
        return node
    left_out = {"conname"} if node.get("contype") in _KEYS else {"idxname"}
    return {key: _nameless(body) for key, body in node.items() if key not in left_out}


def _ancestors(chronicle: Chronicle, step: int, described: Described) -> dict[str, _Bond]:
    """The tables that one inherits from, or did last."""
    waiting = list(_parents(chronicle, step, described.parent, described.schema).items())
    found: dict[str, _Bond] = {}
    while waiting:
        name, bond = waiting.pop()
        if name not in found:
            found[name] = bond
            further = _parents(chronicle, step, name, described.schema)
            waiting += [(parent, bond.within(other)) for parent, other in further.items()]
    return found


def _parents(chronicle: Chronicle, step: int, name: str, schema: str) -> dict[str, _Bond]:
    found: dict[str, _Bond] = {}
    ends: dict[str, tuple[int, int]] = {}
    for one in chronicle.life(Described("table", name, schema), step) if name else ():
        child = one.event.name
        for parent in _inherits(one.statement) | _others(one.statement, child, _JOINS):
            found.setdefault(parent, _Bond(one, ends.get(parent, (step + 1, 0))))
        ends |= dict.fromkeys(_others(one.statement, child, _LEAVES), one.position)
    return found


def _inherits(statement: Statement) -> set[str]:
    """The tables from which the one inherits that a statement makes."""
    parents = statement.tree.get("CreateStmt", {}).get("inhRelations", [])
    return {parent["RangeVar"]["relname"] for parent in parents}


def _others(statement: Statement, name: str, subtypes: Collection[str]) -> set[str]:
    """The tables to which, or from which, a statement puts one."""
    body = statement.tree.get("AlterTableStmt", {})
    commands = [one["AlterTableCmd"] for one in body.get("cmds", [])]
    pairs = (
        _child_and_parent(body["relation"], one["def"])
        for one in commands
        if one["subtype"] in subtypes
    )
    return {parent for child, parent in pairs if child == name}


def _child_and_parent(table: Mapping[str, Any], definition: Mapping[str, Any]) -> tuple[str, str]:
    if "PartitionCmd" in definition:
        return definition["PartitionCmd"]["name"]["relname"], table["relname"]
    return table["relname"], definition["RangeVar"]["relname"]


def _table(statement: Statement) -> str:
    """The table that a statement makes, changes or indexes."""
    kinds = ("CreateStmt", "AlterTableStmt", "IndexStmt")
    bodies = (statement.tree[kind] for kind in kinds if kind in statement.tree)
    return next((str(body["relation"]["relname"]) for body in bodies), "")


def _reaches(statement: Statement) -> bool:
    """Whether a statement about a table is one about its children too: without ONLY."""
    bodies = (statement.tree.get(kind) for kind in ("AlterTableStmt", "IndexStmt"))
    return all(body["relation"].get("inh", False) for body in bodies if body)
