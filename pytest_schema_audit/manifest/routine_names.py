"""Names of functions, procedures and aggregates: exact, with the types of their arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pglast.parser import ParseError, parse_sql_json

from ..spelling import quote
from .object_kinds import statement_head
from .type_names import BUILT_IN

_HEAD: Final = re.compile(
    r'(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<bare>[^"(]+?))(?:\(.*\)|\sUSING\s\S+)?\Z', re.DOTALL
)
_NOT_INPUT: Final = {"FUNC_PARAM_OUT", "FUNC_PARAM_TABLE"}


def own_name(name: str) -> str:
    """Return a name without its arguments or its access method, as the catalog has it.

    :param name: ``add(integer, numeric)``, ``int_ops USING btree``; a name that holds a
        parenthesis, a dot or a quote stands in SQL quotes.
    """
    match = _HEAD.match(name)
    if match is None:
        return name
    return match["bare"] or match["quoted"].replace('""', '"')


def language(kind: str, sql: str) -> str:
    """Return the language of a routine; empty where it has none.

    :param kind: ``function`` or ``procedure``; anything else has none.
    :param sql: what follows its name.
    """
    if kind not in {"function", "procedure"}:
        return ""
    body = _parsed(f"{statement_head(kind, sql)}{sql}").get("CreateFunctionStmt", {})
    for option in body.get("options", []):
        if option["DefElem"]["defname"] == "language":
            return str(option["DefElem"]["arg"]["String"]["sval"])
    return ""


def printed_arguments(kind: str, arguments: str) -> str:
    """Write the arguments in a routine's name as the catalog does.

    ``int`` is ``integer`` there, ``varchar(20)`` is ``character varying``; names, modes, defaults
    and what is only returned are no part of it.

    :param kind: ``function``, ``procedure`` or ``aggregate``.
    :param arguments: what stands between the parentheses.
    :return: what should stand there; the same text if it is no list of arguments.
    """
    if kind == "aggregate":
        if arguments.strip() == "*":
            return ""
        dropped = _parsed(f"DROP AGGREGATE x({arguments})").get("DropStmt", {})
        objects = dropped.get("objects", [{"ObjectWithArgs": {}}])
        types = [one["TypeName"] for one in objects[0]["ObjectWithArgs"].get("objargs", [])]
    else:
        made = _parsed(f"CREATE FUNCTION x({arguments}) LANGUAGE sql AS ''")
        found = made.get("CreateFunctionStmt", {}).get("parameters", [])
        parameters = [one["FunctionParameter"] for one in found]
        types = [one["argType"] for one in parameters if one["mode"] not in _NOT_INPUT]
    if not types or any("pct_type" in one for one in types):
        return arguments
    return ", ".join(map(_printed, types))


def _printed(node: Mapping[str, Any]) -> str:
    names = [part["String"]["sval"] for part in node["names"]]
    own = names[-1] if names[:-1] in ([], ["pg_catalog"]) else ""
    text = BUILT_IN.get(own) or ".".join(map(quote, names))
    return text + ("[]" if "arrayBounds" in node else "")


def _parsed(statement: str) -> dict[str, Any]:
    """Return the one statement of a text; nothing where it is none."""
    try:
        statements = json.loads(parse_sql_json(statement))["stmts"]
    except (ParseError, RecursionError, UnicodeEncodeError):
        return {}
    return dict(statements[0]["stmt"]) if len(statements) == 1 else {}
