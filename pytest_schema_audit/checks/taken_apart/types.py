"""Domains, composite types, range types and base types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pglast.enums import ConstrType

from ..attributes import Attributes
from ..clauses import check_expressions, default_expression
from .statements import statement, statements
from .words import collation_text, definition_options, type_text


def _domain(kind: str, definition: str) -> Attributes:
    first, *additions = statements(kind, definition)
    given = list(first.constraints or ())
    checks = [one for one in given if one.contype == ConstrType.CONSTR_CHECK]
    checks += [addition.def_ for addition in additions]
    not_null = any(one.contype == ConstrType.CONSTR_NOTNULL for one in given)
    return {
        "type": type_text(first.typeName),
        "collation": collation_text(first.collClause),
        "not null": "true" if not_null else "false",
        "default": default_expression(definition),
        **{
            f"check {one.conname or number}": _check(one, expression)
            for number, (one, expression) in enumerate(
                zip(checks, check_expressions(definition), strict=True), start=1
            )
        },
    }


def _check(node: Any, expression: str) -> str:
    return expression + (" NOT VALID" if node.skip_validation else "")


def _composite(kind: str, definition: str) -> Attributes:
    columns = statement(kind, definition).coldeflist or ()
    return {
        "attributes": [column.colname for column in columns],
        **{f"attribute {column.colname}": _attribute(column) for column in columns},
    }


def _attribute(column: Any) -> str:
    collation = collation_text(column.collClause)
    return type_text(column.typeName) + (f" COLLATE {collation}" if collation else "")


def _range(kind: str, definition: str) -> Attributes:
    given = definition_options(statement(kind, definition).params, _RANGE_DEFAULTS)
    return {name.replace("_", " "): text for name, text in given.items()}


_RANGE_DEFAULTS: Final = {
    "subtype": "",
    "subtype_opclass": "by default",
    "collation": "by default",
    "canonical": "",
    "subtype_diff": "",
    "multirange_type_name": "by default",
}
"""Documentation: "CREATE TYPE", "Range Types"."""


def _base(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    given = definition_options(tree.definition, _BASE_DEFAULTS)
    given["alignment"] = _ALIGNMENTS.get(given["alignment"], given["alignment"])
    return {name.replace("_", " "): text for name, text in given.items()}


_ALIGNMENTS: Final = {"smallint": "int2", "integer": "int4", "double precision": "double"}
"""What looks like a type there is a word of its own."""

_BASE_DEFAULTS: Final = {
    "input": "",
    "output": "",
    "receive": "",
    "send": "",
    "typmod_in": "",
    "typmod_out": "",
    "analyze": "",
    "subscript": "",
    "internallength": "variable",
    "passedbyvalue": "false",
    "alignment": "int4",
    "storage": "plain",
    "category": "U",
    "preferred": "false",
    "default": "",
    "element": "",
    "delimiter": ",",
    "collatable": "false",
}
"""Documentation: "CREATE TYPE"."""

ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "domain": _domain,
    "composite_type": _composite,
    "range_type": _range,
    "base_type": _base,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset(ATTRIBUTES)
"""Kinds whose attributes say everything that their definitions say."""
