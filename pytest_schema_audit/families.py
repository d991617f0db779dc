"""Partition families under ``ignore:``: one rule for all partitions of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from glob import escape

from .manifest.expectation import IgnoreRule
from .manifest.fragments import parse
from .manifest.rules import FAMILY
from .model import QualifiedName, Snapshot


def expanded(rules: Sequence[IgnoreRule], snapshot: Snapshot) -> tuple[IgnoreRule, ...]:
    """Put a rule for each partition in the place of a rule for a family.

    A family without partitions keeps its rule, which matches nothing then.

    :param rules: the ``ignore:`` entries.
    :param snapshot: where partitions come from (``pg_inherits``).
    """
    found: list[IgnoreRule] = []
    for rule in rules:
        members = tuple(_members(rule, snapshot)) if rule.kind == FAMILY else ()
        found += [
            replace(rule, kind="table", schema=escape(schema), name=escape(name))
            for schema, name in members
        ] or [rule]
    return tuple(found)


def _members(rule: IgnoreRule, snapshot: Snapshot) -> Iterator[QualifiedName]:
    """Give the partitions of a rule's tables, and theirs."""
    parents = {name: parent_of(table.partition_of) for name, table in snapshot.tables.items()}
    for name in parents:
        parent = parents[name]
        while parent is not None:
            if fnmatchcase(parent[0], rule.schema) and fnmatchcase(parent[1], rule.name):
                yield name
                break
            parent = parents.get(parent)


def parent_of(partition_of: str) -> QualifiedName | None:
    """Read the parent's name from ``parent FOR VALUES …``; none for what is no partition."""
    if not partition_of:
        return None
    relation = json.loads(parse("partition_of", partition_of))["inhRelations"][0]["RangeVar"]
    return relation.get("schemaname", "public"), relation["relname"]
