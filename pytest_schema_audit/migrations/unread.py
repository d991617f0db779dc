"""Statements whose effects their parse tree does not tell: DO blocks, calls, kinds not read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .events import is_read
from .statements import Statement

_RUNS = re.compile(r"\b(?:EXECUTE|PERFORM|CALL)\b", re.IGNORECASE)
_ROWS = {"InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt", "TruncateStmt"}
_NO_DEFINITIONS = {"VacuumStmt", "LockStmt", "VariableSetStmt", "ReindexStmt", "ExplainStmt"}


def mentions(statement: Statement, word: re.Pattern[str]) -> list[int]:
    """Where a statement that is not read to its end has a name in it.

    A query names what it reads, so only its strings count: ``SELECT add_column('t', 'c')``. Rows
    are data, but those of the catalog: ``UPDATE pg_index … WHERE indexrelid = 'i'::regclass``.

    :param statement: offsets are counted from its start.
    """
    kind = next(iter(statement.tree), "")
    if kind in _NO_DEFINITIONS or is_read(statement.tree):
        return []
    if kind in _ROWS and not _writes_catalog(statement.tree[kind]):
        return []
    places = [match.start() for match in word.finditer(statement.text)]
    if kind not in {"SelectStmt", "CallStmt", *_ROWS}:
        return places
    return places if any(word.search(text) for text in _strings(statement.tree)) else []


def _writes_catalog(body: Any) -> bool:
    return str(body.get("relation", {}).get("relname", "")).startswith("pg_")


def runs_code(statement: Statement) -> bool:
    """Whether a statement runs code that may define anything."""
    kind = next(iter(statement.tree), "")
    return kind == "CallStmt" or (kind == "DoStmt" and _RUNS.search(statement.text) is not None)


def brings_along(statement: Statement) -> bool:
    """Whether a statement makes a table with more in it than is written there."""
    made = statement.tree.get("CreateStmt")
    if made is None:
        return True
    elements = made.get("tableElts", [])
    like = any("TableLikeClause" in element for element in elements)
    return like or "inhRelations" in made or "ofTypename" in made


def is_certain(statement: Statement) -> bool:
    """Whether what a statement names was there when it dropped or renamed it."""
    return not statement.in_block and '"missing_ok": true' not in json.dumps(statement.tree)


def _strings(node: Any) -> Iterator[str]:
    """String constants of a tree."""
    if isinstance(node, list):
        for element in node:
            yield from _strings(element)
    elif isinstance(node, dict):
        if "sval" in node.get("A_Const", {}):
            yield node["A_Const"]["sval"].get("sval", "")
        else:
            for body in node.values():
                yield from _strings(body)


def cascades(statement: Statement) -> bool:
    """Whether a statement drops with whatever it names all that depends on it."""
    commands = statement.tree.get("AlterTableStmt", {}).get("cmds", [])
    bodies = [statement.tree.get("DropStmt", {}), *(one["AlterTableCmd"] for one in commands)]
    return any(body.get("behavior") == "DROP_CASCADE" for body in bodies)
