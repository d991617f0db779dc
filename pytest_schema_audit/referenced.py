"""Which columns a parsed fragment mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_NAME_LISTS = {"keys", "including", "fk_attrs"}
"""Fields of a constraint node that hold column names of its own table as plain strings."""


def referenced_columns(tree: str) -> frozenset[str]:
    """Name the columns of its own table that an element mentions.

    :param tree: the element as the parser's JSON.
    """
    return frozenset(_walk(json.loads(tree)))


def key_columns(tree: str) -> frozenset[str]:
    """Name the columns of a key itself, without those it only includes.

    :param tree: a primary key or unique constraint as the parser's JSON.
    """
    return frozenset(entry["String"]["sval"] for entry in json.loads(tree).get("keys", ()))


def referenced_table(tree: str) -> tuple[str, str, frozenset[str]]:
    """Name what a foreign key refers to.

    :param tree: the constraint as the parser's JSON.
    :returns: schema (empty where none is written), table, and the columns that are written.
    """
    node = json.loads(tree)
    columns = frozenset(entry["String"]["sval"] for entry in node.get("pk_attrs", ()))
    return node["pktable"].get("schemaname", ""), node["pktable"]["relname"], columns


def _walk(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for entry in node:
            yield from _walk(entry)
    elif isinstance(node, dict):
        yield from _own_names(node)
        for field, value in node.items():
            if field not in _NAME_LISTS:
                yield from _walk(value)


def _own_names(node: dict[str, Any]) -> Iterator[str]:
    if "ColumnRef" in node:
        last = node["ColumnRef"]["fields"][-1]
        if "String" in last:
            yield last["String"]["sval"]
    if "IndexElem" in node and "name" in node["IndexElem"]:
        yield node["IndexElem"]["name"]
    for field in _NAME_LISTS & node.keys():
        yield from (entry["String"]["sval"] for entry in node[field])
