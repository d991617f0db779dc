"""Functions, procedures and aggregates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pglast.enums import FunctionParameterMode, VariableSetKind

from ..attributes import Attributes
from ..clauses import written
from .statements import statement, value
from .words import definition_options, dotted, type_text

_MODES: Final = {
    FunctionParameterMode.FUNC_PARAM_OUT: "OUT",
    FunctionParameterMode.FUNC_PARAM_INOUT: "INOUT",
    FunctionParameterMode.FUNC_PARAM_VARIADIC: "VARIADIC",
}
_FROM_CURRENT: Final = VariableSetKind.VAR_SET_CURRENT
_SQL_BODY: Final = re.compile(r"^(?:BEGIN ATOMIC|RETURN)\b", re.MULTILINE)
"""Where ``pg_get_functiondef`` begins it."""

_DEFAULTS: Final = {
    "language": "",
    "volatility": "volatile",
    "strict": "false",
    "security definer": "false",
    "leakproof": "false",
    "parallel": "unsafe",
    "window": "false",
}
"""Documentation: "CREATE FUNCTION"."""

_WORDS: Final = {"security": "security definer"}
_AGGREGATE_DEFAULTS: Final = {
    "sfunc": "",
    "stype": "",
    "sspace": "0",
    "finalfunc_extra": "false",
    "mfinalfunc_extra": "false",
    "msspace": "0",
    "parallel": "unsafe",
    "hypothetical": "false",
}
"""Documentation: "CREATE AGGREGATE"."""

_OLD_NAMES: Final = {"sfunc1": "sfunc", "stype1": "stype", "initcond1": "initcond"}


def _routine(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    options: dict[str, Any] = {}
    sets: dict[str, str] = {}
    for option in tree.options or ():
        if option.defname == "set":
            sets[f"set {option.arg.name}"] = _setting(option.arg)
        else:
            options[option.defname] = option.arg
    body = [part.sval for part in options.pop("as", None) or ()]
    table = [one for one in tree.parameters or () if _is_column(one)]
    return {
        "arguments": [_parameter(one) for one in tree.parameters or () if not _is_column(one)],
        "returns": _returned(tree, table),
        **_DEFAULTS,
        **_planned(tree, options),
        **{_WORDS.get(name, name): _option(arg) for name, arg in options.items()},
        **sets,
        "object file": body[0] if len(body) > 1 else "",
        "body": _sql_body(definition) if tree.sql_body is not None else _lines("".join(body[-1:])),
    }


def _is_column(parameter: Any) -> bool:
    return bool(parameter.mode == FunctionParameterMode.FUNC_PARAM_TABLE)


def _parameter(node: Any) -> str:
    parts = [_MODES.get(node.mode, ""), node.name or "", type_text(node.argType)]
    text = " ".join(filter(None, parts))
    return f"{text} DEFAULT {written(node.defexpr)}" if node.defexpr else text


def _returned(tree: Any, table: list[Any]) -> str:
    if table:
        return f"TABLE({', '.join(_parameter(one) for one in table)})"
    return type_text(tree.returnType) if tree.returnType else ""


def _planned(tree: Any, options: Mapping[str, Any]) -> dict[str, str]:
    """What the planner is told where nothing is said (``ProcedureCreate``)."""
    language = options["language"].sval if "language" in options else ""
    if tree.is_procedure:
        return {}
    many = bool(tree.returnType and tree.returnType.setof)
    many |= any(_is_column(one) for one in tree.parameters or ())
    return {
        "cost": "1" if language in {"c", "internal"} else "100",
        "rows": "1000" if many else "0",
        "support": "",
    }


def _option(node: Any) -> str:
    if isinstance(node, tuple):
        if all(hasattr(part, "sval") for part in node):
            return dotted(node)
        return ", ".join(type_text(part) for part in node)
    return value(node)


def _setting(node: Any) -> str:
    if node.kind == _FROM_CURRENT:
        return "FROM CURRENT"
    return ", ".join(written(part) for part in node.args or ())


def _sql_body(definition: str) -> str:
    """Return a body of SQL's own, which ends a definition, as it is written there."""
    match = _SQL_BODY.search(definition)
    return _lines(definition[match.start() :] if match else definition)


def _lines(text: str) -> str:
    """Leave out the white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def _aggregate(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    options = definition_options(tree.definition, _AGGREGATE_DEFAULTS, _OLD_NAMES)
    arguments = _aggregated(tree, options)
    modify = "read_write" if arguments["order by"] else "read_only"
    options = {"finalfunc_modify": modify, "mfinalfunc_modify": modify} | options
    return {
        **arguments,
        **{
            name.replace("_", " "): text.lower() if _word(name) else text
            for name, text in options.items()
        },
    }


def _aggregated(tree: Any, options: dict[str, str]) -> Attributes:
    """The arguments; those behind ORDER BY, which may be the last one once more, apart."""
    if tree.oldstyle:
        return {"arguments": [options.pop("basetype", "")], "order by": []}
    parameters, direct = tree.args
    arguments = [_parameter(one) for one in parameters or ()]
    if direct.ival < 0:
        return {"arguments": arguments, "order by": []}
    ordered = arguments[direct.ival :] or arguments[-1:]
    return {"arguments": arguments[: direct.ival], "order by": ordered}


def _word(name: str) -> bool:
    return name == "parallel" or name.endswith("_modify")


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "function": _routine,
    "procedure": _routine,
    "aggregate": _aggregate,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset(ATTRIBUTES)
"""Kinds whose attributes say everything that their definitions say."""
