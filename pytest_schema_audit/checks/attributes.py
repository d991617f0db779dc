"""Take a definition apart into named attributes, so that a failure names what differs.

Only definitions already known to differ come here, and only as PostgreSQL printed them: both sides
are in the same form, and PostgreSQL's own parser takes them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pglast import ast, parse_sql
from pglast.enums import (
    ConstrType,
    SortByDir,
    SortByNulls,
)

from ..model import Column, Constraint, Index
from .clauses import check_expression, key_expressions, predicate, written

Attributes: TypeAlias = Mapping[str, object]
"""Attribute in PostgreSQL's words -> its value as text, a list of such, or nested attributes."""

_ACTIONS = {
    "a": "NO ACTION",
    "r": "RESTRICT",
    "c": "CASCADE",
    "n": "SET NULL",
    "d": "SET DEFAULT",
}
_MATCHES = {"s": "SIMPLE", "f": "FULL", "p": "PARTIAL"}


def column_attributes(column: Column) -> Attributes:
    """Name the attributes of a column."""
    generated = column.generated
    return {
        "type": column.type,
        "collation": column.collation,
        "not null": _flag(column.not_null),
        "default": "" if generated else column.default,
        "generated": f"{generated} {column.default}".strip() if generated else "",
        "identity": " ".join(filter(None, (column.identity, _options(column.identity_options)))),
    }


def index_attributes(index: Index) -> Attributes:
    """Name the attributes of an index that say how it works, not what it guarantees."""
    statement = _index_statement(index.definition)
    return {
        "method": statement.accessMethod,
        "keys": _by_key(index, statement.indexParams),
        "options": _parameters(statement.options),
        "valid": _flag(index.valid),
    }


def guarantee_attributes(index: Index, constraint: Constraint | None) -> Attributes:
    """Name what a key guarantees: its columns, what it covers, and how a constraint holds it."""
    statement = _index_statement(index.definition)
    return {
        "unique": _flag(index.unique),
        "columns": _keys(index, statement.indexParams),
        "include": [element.name for element in statement.indexIncludingParams or ()],
        "predicate": predicate(index.definition),
        "nulls not distinct": _flag(statement.nulls_not_distinct),
        "constraint": _constraint_word(index, constraint),
        **_deferral(constraint),
        **_exclusion(constraint),
    }


def constraint_attributes(constraint: Constraint) -> Attributes:
    """Name the attributes of a foreign key or a check."""
    node = _constraint_node(constraint.definition)
    shared = {
        "validated": _flag(not node.skip_validation),
        "enforced": _flag(node.is_enforced is not False),
    }
    if node.contype == ConstrType.CONSTR_FOREIGN:
        return {**_reference(node), **_deferral(constraint), **shared}
    return {
        "expression": check_expression(constraint.definition),
        "no inherit": _flag(node.is_no_inherit),
        **shared,
    }


def _reference(node: Any) -> Attributes:
    table = node.pktable
    set_columns = [name.sval for name in node.fk_del_set_cols or ()]
    action = _ACTIONS[node.fk_del_action]
    return {
        "columns": [name.sval for name in node.fk_attrs],
        "references": ".".join(filter(None, (table.schemaname, table.relname))),
        "referenced columns": [name.sval for name in node.pk_attrs or ()],
        "period": _flag(node.fk_with_period),
        "on update": _ACTIONS[node.fk_upd_action],
        "on delete": f"{action} ({', '.join(set_columns)})" if set_columns else action,
        "match": _MATCHES[node.fk_matchtype],
    }


def _deferral(constraint: Constraint | None) -> Attributes:
    if constraint is None:
        return {}
    node = _constraint_node(constraint.definition)
    return {
        "deferrable": _flag(node.deferrable),
        "initially deferred": _flag(node.initdeferred),
    }


def _exclusion(constraint: Constraint | None) -> Attributes:
    if constraint is None:
        return {}
    node = _constraint_node(constraint.definition)
    operators = [".".join(part.sval for part in operator) for _, operator in node.exclusions or ()]
    return {"operators": operators, "without overlaps": _flag(node.without_overlaps)}


def _constraint_word(index: Index, constraint: Constraint | None) -> str:
    if constraint is None:
        return "a bare index"
    return {"p": "primary key", "u": "unique", "x": "exclusion"}[index.constraint]


def _keys(index: Index, elements: Sequence[Any]) -> list[str]:
    """Name the keys: columns exactly, expressions as PostgreSQL prints them."""
    shown = key_expressions(index.definition)
    return [element.name or text for element, text in zip(elements, shown, strict=True)]


def _by_key(index: Index, elements: Sequence[Any]) -> dict[str, Attributes]:
    keys: dict[str, Attributes] = {}
    for name, element in zip(_keys(index, elements), elements, strict=True):
        keys[name if name not in keys else f"{name} #{len(keys) + 1}"] = _key_order(element)
    return keys


def _key_order(element: Any) -> Attributes:
    descending = element.ordering == SortByDir.SORTBY_DESC
    nulls = {SortByNulls.SORTBY_NULLS_FIRST: "FIRST", SortByNulls.SORTBY_NULLS_LAST: "LAST"}
    return {
        "opclass": _dotted(element.opclass) + _opclass_parameters(element),
        "collation": _dotted(element.collation),
        "direction": "DESC" if descending else "ASC",
        "nulls": nulls.get(element.nulls_ordering, "FIRST" if descending else "LAST"),
    }


def _opclass_parameters(element: Any) -> str:
    parameters = _parameters(element.opclassopts)
    return f" ({', '.join(f'{k}={v}' for k, v in parameters.items())})" if parameters else ""


def _dotted(names: Iterable[Any] | None) -> str:
    return ".".join(name.sval for name in names or ())


def _parameters(options: Iterable[Any] | None) -> dict[str, str]:
    return {option.defname: _value(option.arg) for option in options or ()}


def _value(node: Any) -> str:
    if node is None:
        return "true"
    if isinstance(node, ast.String):
        return str(node.sval)
    return written(node)


def _flag(value: object) -> str:
    return "true" if value else "false"


def _options(text: str) -> str:
    return f"({text})" if text else ""


def _index_statement(definition: str) -> Any:
    return parse_sql(f"CREATE INDEX i ON t USING {definition}")[0].stmt


def _constraint_node(definition: str) -> Any:
    statement: Any = parse_sql(f"ALTER TABLE t ADD CONSTRAINT c {definition}")[0].stmt
    return statement.cmds[0].def_
