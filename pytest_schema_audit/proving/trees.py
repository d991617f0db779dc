"""Definitions as parse trees that can be changed, and the statements made of them again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pglast import ast, parse_sql
from pglast.stream import RawStream

from ..canonical import Form
from ..manifest.expectation import Expectation
from ..spelling import with_options
from .change import identifier


def index_tree(entry: Expectation, form: Form) -> Any:
    """Return the statement that makes an index, as a tree."""
    if form.index is None:
        raise TypeError(f"{entry.kind} {entry.name} has no index")
    unique = "UNIQUE " if form.index.unique else ""
    table = identifier(entry.schema, entry.table)
    head = f"CREATE {unique}INDEX {identifier(entry.name)} ON {table} USING "
    return parse_sql(head + form.index.definition)[0].stmt


def constraint_tree(entry: Expectation, form: Form) -> Any:
    """Return the statement that adds a constraint, as a tree."""
    if form.constraint is None:
        raise TypeError(f"{entry.kind} {entry.name} has no constraint")
    options = form.index.options if form.index else ()
    definition = with_options(form.constraint.definition, options)
    table = identifier(entry.schema, entry.table)
    name = identifier(entry.name)
    return parse_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")[0].stmt


def constraint_of(tree: Any) -> Any:
    """Return the constraint in the statement that adds it."""
    return tree.cmds[0].def_


def expression(sql: str) -> Any:
    """Return an expression as a tree."""
    statement: Any = parse_sql(f"SELECT {sql}")[0].stmt
    return statement.targetList[0].val


def key(column: str) -> Any:
    """Return a key of an index: a column with every default."""
    statement: Any = parse_sql(f"CREATE INDEX ON t ({identifier(column)})")[0].stmt
    return statement.indexParams[0]


def names(*parts: str) -> tuple[Any, ...]:
    """Return a qualified name as trees hold it."""
    return tuple(ast.String(sval=part) for part in parts)


def options(text: str) -> tuple[Any, ...]:
    """Return storage parameters as trees hold them."""
    statement: Any = parse_sql(f"CREATE INDEX ON t (a) WITH ({text})")[0].stmt
    return tuple(statement.options)


def written(tree: Any) -> str:
    """Write a tree as SQL."""
    return str(RawStream()(tree))


def key_names(elements: Any) -> Iterator[str]:
    """Name the plain columns among the keys of an index."""
    return (element.name for element in elements or () if element.name)
