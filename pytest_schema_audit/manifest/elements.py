"""The one element that a fragment may be, taken out of the parsed statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pglast.parser import scan

from .errors import FragmentError
from .wrappers import WRAPPERS, Wrapper

_MISPLACED: Final[Mapping[str, tuple[str, str]]] = {
    "CONSTR_PRIMARY": ("a primary key", "`primary key:` of the table, as NAME: [column]"),
    "CONSTR_UNIQUE": ("a unique constraint", "`uniques:` of the table, as NAME: UNIQUE (column)"),
    "CONSTR_FOREIGN": (
        "a foreign key",
        "`foreign keys:` of the table, as NAME: FOREIGN KEY (column) REFERENCES …",
    ),
    "CONSTR_CHECK": ("a check", "`checks:` of the table, as NAME: CHECK (expression)"),
}

_FIRST_WORDS: Final[Mapping[str, str]] = {
    "CONSTR_PRIMARY": "primary",
    "CONSTR_UNIQUE": "unique",
    "CONSTR_FOREIGN": "references",
    "CONSTR_CHECK": "check",
}


def only_element(body: dict[str, Any], sql: str, wrapper: Wrapper) -> object:
    """Return the element that a fragment makes.

    :param body: the statement's node of the parse tree.
    :param sql: the fragment.
    :param wrapper: the statement around it.
    :raises FragmentError: if there are more, or others than wanted.
    """
    if not wrapper.fields:
        if body.get("isDrop"):  # ALTER OPERATOR FAMILY … DROP, where ADD is wanted
            raise FragmentError(f"not {wrapper.a_noun}", position=0, expected=wrapper.form)
        return _trigger(body) if wrapper.statement == "CreateTrigStmt" else body
    extra = [field for field in body if field not in wrapper.fields]
    elements = body.get(wrapper.elements, []) if wrapper.elements else [body]
    if extra or len(elements) != 1 or body.get("oncommit", "ONCOMMIT_NOOP") != "ONCOMMIT_NOOP":
        raise _more_than_one(sql, wrapper, len(elements))
    if wrapper.statement != "CreateStmt" and not wrapper.contype:
        return body
    if wrapper.contype:
        return _constraint(elements[0], sql, wrapper)
    if wrapper.noun == "column definition":
        return _column(elements[0], sql, wrapper)
    return {
        field: body[field] for field in ("inhRelations", "partbound", "partspec") if field in body
    }


def _trigger(body: dict[str, Any]) -> object:
    """Put the columns of ``UPDATE OF``, any of which fires it, into one order."""
    return body | {"columns": sorted(body.get("columns", []), key=str)}


def _more_than_one(sql: str, wrapper: Wrapper, count: int) -> FragmentError:
    what = f"more than {wrapper.a_noun}"
    if count > 1:
        what = f"{count} elements where one {wrapper.noun} is wanted"
    return FragmentError(what, position=_second_position(sql, wrapper), expected=wrapper.form)


def _second_position(sql: str, wrapper: Wrapper) -> int:
    """Find the comma or the parenthesis at which the fragment leaves its own element."""
    depth = 0
    for token in scan(sql):
        word = sql[token.start : token.end + 1]
        if word in {")", ","} and depth == 0:
            return int(token.start)
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(word, 0)
    return 0


def _constraint(element: dict[str, Any], sql: str, wrapper: Wrapper) -> object:
    constraint: dict[str, Any] = element["AlterTableCmd"].get("def", {}).get("Constraint", {})
    if constraint.get("contype") != wrapper.contype:
        message = f"not {wrapper.a_noun}"
        raise FragmentError(message, position=0, expected=wrapper.form)
    if "indexname" in constraint or "indexspace" in constraint:
        message = f"{wrapper.a_noun} by way of an index or a tablespace"
        raise FragmentError(message, position=0, expected=wrapper.form)
    return constraint


def _column(element: dict[str, Any], sql: str, wrapper: Wrapper) -> object:
    definition: dict[str, Any] = element.get("ColumnDef", {})
    constraints = [entry["Constraint"] for entry in definition.get("constraints", [])]
    for constraint in constraints:
        _refuse_misplaced(constraint, sql)
    if constraints:
        definition["constraints"] = sorted(constraints, key=lambda entry: str(entry["contype"]))
    if not definition or not {"storage_name", "compression", "fdwoptions"}.isdisjoint(definition):
        raise _more_than_one(sql, wrapper, 1)
    return definition


def _refuse_misplaced(constraint: Mapping[str, Any], sql: str) -> None:
    contype = str(constraint["contype"])
    if contype in _MISPLACED:
        noun, place = _MISPLACED[contype]
        position = _word_position(sql, _FIRST_WORDS[contype])
        message = f"{noun} in a column's line"
        raise FragmentError(message, position=position, expected=f"it under {place}")
    if contype.startswith("CONSTR_ATTR_"):
        message = "a constraint's attribute (DEFERRABLE …) in a column's line"
        raise FragmentError(message, position=0, expected=WRAPPERS["column"].form)
    if "conname" in constraint:
        position = _word_position(sql, "constraint")
        message = "a named constraint in a column's line"
        expected = "no name, or {is: …, not null constraint: {name: …}} where it matters"
        raise FragmentError(message, position=position, expected=expected)
    if "is_no_inherit" in constraint:
        message = "NO INHERIT in a column's line"
        expected = "{is: …, not null constraint: {inheritance: no inherit}}"
        raise FragmentError(message, position=_word_position(sql, "no"), expected=expected)


def _word_position(sql: str, word: str) -> int:
    starts = [t.start for t in scan(sql) if sql[t.start : t.end + 1].lower() == word]
    return int(starts[0]) if starts else 0
