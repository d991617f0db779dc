"""The names that PostgreSQL gives to what a statement leaves unnamed (``indexcmds.c``, ``heap.c``).

Where a name is taken, a number follows it; that is for the reader of an event to allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]

_LONGEST = 63
_NAMED_AFTER = {
    "A_ArrayExpr": "array",
    "CoalesceExpr": "coalesce",
    "RowExpr": "row",
    "XmlSerialize": "xmlserialize",
}
_FIRM, _LOOSE, _NONE = 2, 1, 0


def object_name(table: str, column: str, label: str) -> str:
    """Join the parts of a name, the longer of the first two cut until all fit.

    ``makeObjectName`` counts bytes, and cuts no character in two.
    """
    first, second = table.encode(), column.encode()
    room = _LONGEST - len(label) - 1 - bool(column)
    one, other = len(first), len(second)
    while one + other > room:
        one, other = (one - 1, other) if one > other else (one, other - 1)
    parts = (_cut(first, one), _cut(second, other), label)
    return "_".join(part for part in parts if part)


def joined(columns: Iterable[str]) -> str:
    """The part of a name that stands for several columns."""
    return _cut("_".join(columns).encode(), _LONGEST)


def key_names(elements: Iterable[Node]) -> list[str]:
    """What an index's columns are called: numbered where two would be the same."""
    names: list[str] = []
    for element in elements:
        key = element["IndexElem"]
        wanted = key.get("name") or _figured(key.get("expr", {}))[0] or "expr"
        name, number = wanted, 0
        while name in names:
            number += 1
            name = _cut(wanted.encode(), _LONGEST - len(str(number))) + str(number)
        names.append(name)
    return names


def _cut(text: bytes, length: int) -> str:
    return text[:length].decode("utf-8", "ignore")


def _figured(expression: Node) -> tuple[str, int]:
    """A name for an expression, and how good it is (``FigureColname`` in ``parse_target.c``)."""
    nothing: tuple[str, Node] = ("", {})
    kind, body = next(iter(expression.items()), nothing)
    if kind == "ColumnRef":
        return _last(body["fields"])
    if kind == "FuncCall":
        return _last(body["funcname"])
    if kind == "CollateClause":
        return _figured(body.get("arg", {}))
    if kind == "TypeCast":
        found = _figured(body.get("arg", {}))
        return found if found[1] == _FIRM else (_last(body["typeName"]["names"])[0], _LOOSE)
    if kind == "CaseExpr":
        found = _figured(body.get("defresult", {}))
        return found if found[1] == _FIRM else ("case", _LOOSE)
    return _by_kind(kind, body)


def _by_kind(kind: str, body: Node) -> tuple[str, int]:
    if kind == "A_Expr" and body.get("kind") == "AEXPR_NULLIF":
        return "nullif", _FIRM
    if kind == "MinMaxExpr":
        return body["op"].removeprefix("IS_").lower(), _FIRM
    if kind == "A_Indirection":
        field = _last(body.get("indirection", []))
        return field if field[0] else _figured(body.get("arg", {}))
    name = _NAMED_AFTER.get(kind, "")
    return name, _FIRM if name else _NONE


def _last(names: Iterable[Node]) -> tuple[str, int]:
    texts = [part["String"]["sval"] for part in names if "String" in part]
    return (texts[-1], _FIRM) if texts else ("", _NONE)
