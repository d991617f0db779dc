"""SQL fragments of a manifest: parsed alone, before any server starts, by PostgreSQL's own parser.

A fragment is data. It is put between the words that make one statement of it, and unless the
parser sees exactly one statement with exactly one element there, it is refused: a text that closes
the statement and opens another never reaches a server.
"""

from __future__ import annotations

import json
import re
from typing import Final, Literal, TypeAlias

from pglast.parser import ParseError, parse_sql_json, scan

from .elements import only_element
from .errors import FragmentError
from .words import folded_names, resolve_type_words
from .wrappers import WRAPPERS, Wrapper

__all__ = ["FragmentError", "FragmentKind", "check", "folded_names", "parse", "resolve_type_words"]

FragmentKind: TypeAlias = Literal[
    "column",
    "primary_key",
    "unique",
    "unique_index",
    "foreign_key",
    "check",
    "exclusion",
    "index",
    "partition_by",
    "partition_of",
    "sequence",
]
"""What a fragment defines; ``unique`` is a constraint or, without the word, a unique index."""


_LOCATION: Final = (
    r'"(?:location|stmt_location|stmt_len|list_start|list_end|rexpr_list_start|rexpr_list_end'
    r'|name_location|arg_location)":-?\d+'
)
_LOCATIONS: Final = re.compile(rf",{_LOCATION}|(?<=\{{)(?:{_LOCATION},?)+")
"""Positions in the parser's JSON; inside a string the quotes would be escaped."""

_LONGEST: Final = 256 * 1024
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))


def parse(kind: FragmentKind, sql: str) -> str:
    """Parse one fragment and return its element of the parse tree.

    Two fragments with the same result have the same parse tree: white space, the case of keywords
    and of unquoted names, quotes that are not needed and the order of a column's clauses aside.

    :param kind: what it should define.
    :param sql: the fragment, with SQL's own rules for names.
    :raises FragmentError: if it is not exactly one definition of that kind.
    """
    wrapper = _wrapper(kind, sql)
    text = _LOCATIONS.sub("", _parsed(sql, wrapper))
    return _ENCODER.encode(_element(text, sql, wrapper))


def check(kind: FragmentKind, sql: str) -> None:
    """Make sure that a text is exactly one definition of a kind; cheaper than :func:`parse`.

    :param kind: what it should define.
    :param sql: the fragment, with SQL's own rules for names.
    :raises FragmentError: if it is not.
    """
    wrapper = _wrapper(kind, sql)
    _element(_parsed(sql, wrapper), sql, wrapper)


def _wrapper(kind: FragmentKind, sql: str) -> Wrapper:
    if kind == "unique" and not re.match(r"\s*unique\b", sql, re.IGNORECASE):
        return WRAPPERS["unique_index"]
    return WRAPPERS[kind]


def _element(text: str, sql: str, wrapper: Wrapper) -> object:
    try:
        statements = json.loads(text)["stmts"]
    except RecursionError as error:
        message = f"{wrapper.a_noun} that is nested too deeply"
        raise FragmentError(message, position=0) from error
    if len(statements) != 1 or wrapper.statement not in statements[0]["stmt"]:
        raise _too_many_statements(sql, wrapper, len(statements))
    return only_element(statements[0]["stmt"][wrapper.statement], sql, wrapper)


def _refuse_unparsable(sql: str, wrapper: Wrapper) -> None:
    if not sql.strip():
        raise FragmentError("nothing is defined here", position=0, expected=wrapper.form)
    if len(sql) > _LONGEST:
        message = f"{wrapper.a_noun} of more than {_LONGEST // 1024} kB"
        raise FragmentError(message, position=0, expected=wrapper.form)
    if "\0" in sql:
        position = sql.index("\0")
        raise FragmentError("a NUL character, which PostgreSQL cannot hold", position=position)
    if "--" in sql or "/*" in sql:
        _refuse_comments(sql, wrapper)
    if wrapper.statement == "IndexStmt":
        _refuse_index_spellings(sql)


def _refuse_comments(sql: str, wrapper: Wrapper) -> None:
    try:
        tokens = scan(sql)
    except ParseError as error:
        raise _not_parsed(error, sql, wrapper, before=0) from error
    for token in tokens:
        if token.name in {"SQL_COMMENT", "C_COMMENT"}:
            message = "an SQL comment inside a definition"
            expected = "the definition alone; a YAML comment has its own line above"
            raise FragmentError(message, position=token.start, expected=expected)


def _refuse_index_spellings(sql: str) -> None:
    if sql.lstrip().startswith("("):
        raise FragmentError(
            "an index definition without its method",
            position=0,
            expected=WRAPPERS["index"].form,
            write=f"btree {sql.lstrip()}",
        )
    whole = re.match(r"\s*create\s.*?\susing\s+(.*)", sql, re.IGNORECASE | re.DOTALL)
    if whole:
        message = "a whole statement where a definition is wanted"
        raise FragmentError(message, position=0, expected=WRAPPERS["index"].form, write=whole[1])


def _parsed(sql: str, wrapper: Wrapper) -> str:
    _refuse_unparsable(sql, wrapper)
    try:
        return str(parse_sql_json(wrapper.head + sql + wrapper.tail))
    except ParseError as error:
        raise _not_parsed(error, sql, wrapper, before=len(wrapper.head)) from error
    except UnicodeEncodeError as error:
        position = max(error.start - len(wrapper.head), 0)
        raise FragmentError("a character that UTF-8 cannot hold", position=position) from error


def _not_parsed(error: ParseError, sql: str, wrapper: Wrapper, *, before: int) -> FragmentError:
    reason = str(error.args[0]) if error.args else str(error)
    found = error.args[1] if len(error.args) > 1 else None
    position = len(sql) if found is None else min(max(int(found) - before, 0), len(sql))
    return FragmentError(
        f"not {wrapper.a_noun}: {reason}", position=position, expected=wrapper.form
    )


def _too_many_statements(sql: str, wrapper: Wrapper, count: int) -> FragmentError:
    what = f"{count} statements where {wrapper.a_noun} is wanted"
    located = json.loads(parse_sql_json(wrapper.head + sql + wrapper.tail))["stmts"]
    second = located[1].get("stmt_location", 0) if count > 1 else 0
    position = _in_characters(second, sql, wrapper)
    return FragmentError(what, position=position, expected=wrapper.form)


def _in_characters(offset: int, sql: str, wrapper: Wrapper) -> int:
    """Turn the parser's offset in bytes of the statement into one in characters of the fragment."""
    statement = (wrapper.head + sql).encode()
    position = len(statement[:offset].decode(errors="replace")) - len(wrapper.head)
    return min(max(position, 0), len(sql))
