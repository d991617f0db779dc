"""Which columns of the catalog the queries name, and which functions they call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from pglast import ast, parse_sql

Scope = Mapping[str, str]
"""Alias -> the catalog table behind it; empty for what a query makes itself."""


def queries() -> dict[str, str]:
    """The text of every query of the catalog, by the name of its file."""
    folder = files("pytest_schema_audit") / "catalog" / "queries"
    return {one.name: one.read_text() for one in folder.iterdir() if one.name.endswith(".sql")}


def columns_named() -> dict[tuple[str, str], set[str]]:
    """Catalog table and column -> the queries that name it.

    The table is empty where a whole row became JSON, of which a column is taken by its name.
    """
    named: dict[tuple[str, str], set[str]] = {}
    for file, text in queries().items():
        for column in _columns(parse_sql(text)[0].stmt, ()):
            named.setdefault(column, set()).add(file)
    return named


def functions_called() -> set[str]:
    """The names of all functions that the queries call."""
    nodes = (node for text in queries().values() for node in _nodes(parse_sql(text)))
    return {node.funcname[-1].sval for node in nodes if type(node).__name__ == "FuncCall"}


def _nodes(node: Any) -> Iterator[Any]:
    """A tree's nodes, from the root on."""
    if isinstance(node, ast.Node):
        yield node
    for each in _children(node):
        yield from _nodes(each)


def _children(node: Any) -> list[Any]:
    if isinstance(node, tuple | list):
        return list(node)
    if isinstance(node, ast.Node):
        return [getattr(node, name) for name in vars(type(node))["__slots__"]]
    return []


def _columns(node: Any, scopes: tuple[Scope, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.SelectStmt):
        scopes = (*scopes, dict(_tables(node.fromClause)))
    kind = type(node).__name__
    if kind == "A_Expr" and [one.sval for one in node.name] == ["->>"]:
        yield "", node.rexpr.val.sval
    if kind == "ColumnRef":
        yield from _column(node, scopes)
        return
    for each in _children(node):
        yield from _columns(each, scopes)


def _tables(node: Any) -> Iterator[tuple[str, str]]:
    """Aliases of one FROM clause; those of selects inside it are not visible outside."""
    kind = type(node).__name__
    if kind == "RangeVar":
        name = node.alias.aliasname if node.alias else node.relname
        yield name, node.relname if node.schemaname == "pg_catalog" else ""
    elif kind in {"RangeSubselect", "RangeFunction"}:
        yield node.alias.aliasname if node.alias else "", ""
    elif kind in {"JoinExpr", "tuple"}:
        for each in (node.larg, node.rarg) if kind == "JoinExpr" else node:
            yield from _tables(each)


def _column(node: Any, scopes: tuple[Scope, ...]) -> Iterator[tuple[str, str]]:
    parts = [str(part.sval) for part in node.fields if type(part).__name__ == "String"]
    if len(parts) == 2:
        table = next((scope[parts[0]] for scope in reversed(scopes) if parts[0] in scope), "")
        if table:
            yield table, parts[1]
    elif len(parts) == 1 and scopes:
        for table in filter(None, scopes[-1].values()):
            yield table, parts[0]
