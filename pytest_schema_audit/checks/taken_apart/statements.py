"""CREATE statements by PostgreSQL's own parser, and what their options say."""

from __future__ import annotations

from typing import Any

from pglast import parse_sql

from ...manifest.pieces import pieces
from ..clauses import written


def statement(kind: str, definition: str) -> Any:
    """Return the tree of the CREATE statement that a definition makes."""
    return statements(kind, definition)[0]


def statements(kind: str, definition: str) -> list[Any]:
    """Return the trees of the CREATE statement and of each ALTER that adds to it."""
    return [parse_sql(piece.whole)[0].stmt for piece in pieces(kind, definition)]


def options(nodes: Any) -> dict[str, str]:
    """Return options by name, ``true`` for those without a value."""
    return {
        ".".join(filter(None, (node.defnamespace, node.defname))): value(node.arg)
        for node in nodes or ()
    }


def value(node: Any) -> str:
    """Return an option's value as text; ``true`` where it has none."""
    if node is None:
        return "true"
    if hasattr(node, "sval"):
        return str(node.sval)
    if hasattr(node, "boolval"):
        return "true" if node.boolval else "false"
    return written(node)
