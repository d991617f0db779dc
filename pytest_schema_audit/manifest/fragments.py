"""SQL fragments of a manifest: parsed alone, before any server starts, by PostgreSQL's own parser.

A fragment is data. It is put between the words that make one statement of it, and unless the
parser sees exactly one statement with exactly one element there, it is refused: a text that closes
the statement and opens another never reaches a server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, NamedTuple, TypeAlias

from pglast.parser import ParseError, parse_sql_json, scan

from ..spelling import odd_blank, quote
from .elements import only_element
from .errors import FragmentError
from .expectation import Kind
from .object_kinds import OBJECT_KINDS
from .pieces import pieces
from .words import folded_names, resolve_type_words
from .wrappers import WRAPPERS, Wrapper

__all__ = [
    "FragmentError",
    "FragmentKind",
    "check",
    "folded_names",
    "parse",
    "relation",
    "resolve_type_words",
    "roles",
]

FragmentKind: TypeAlias = Kind | Literal["unique_index", "partition_by", "partition_of"]
"""What a fragment defines; ``unique`` is a constraint or, without the word, a unique index."""


_LOCATION: Final = (
    r'"(?:location|stmt_location|stmt_len|list_start|list_end|rexpr_list_start|rexpr_list_end'
    r'|name_location|arg_location)":-?\d+'
)
_LOCATIONS: Final = re.compile(rf",{_LOCATION}|(?<=\{{)(?:{_LOCATION},?)+")
"""Positions in the parser's JSON; inside a string the quotes would be escaped."""

_TYPE_WORD: Final = re.compile(r"([a-z_][a-z0-9_]{0,62})(?: not null)?\Z")
_ROLE: Final = re.compile(r'"rolename":("(?:[^"\\]|\\.)*")')
_LITERAL: Final = re.compile(r""" at or near "\w*'""")
_LONGEST: Final = 256 * 1024
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))


def parse(kind: FragmentKind, sql: str) -> str:
    """Parse one fragment and return its element of the parse tree.

    Two fragments with the same result have the same parse tree: white space, the case of keywords
    and of unquoted names, quotes that are not needed and the order of a column's clauses and of a
    trigger's columns aside.

    :param kind: what it should define.
    :param sql: the fragment, with SQL's own rules for names.
    :raises FragmentError: if it is not exactly one definition of that kind.
    """
    return "\n".join(
        _ENCODER.encode(_element(_LOCATIONS.sub("", _parsed(part, wrapper)), part, wrapper))
        for _, part, wrapper in _parts(kind, sql)
    )


def check(kind: FragmentKind, sql: str) -> None:
    """Make sure that a text is exactly one definition of a kind; cheaper than :func:`parse`.

    :param kind: what it should define.
    :param sql: the fragment, with SQL's own rules for names.
    :raises FragmentError: if it is not.
    """
    if kind == "column" and _is_type_word(sql):
        return
    for start, part, wrapper in _parts(kind, sql):
        try:
            _element(_parsed(part, wrapper), part, wrapper)
        except FragmentError as error:
            error.position += start
            raise


def _is_type_word(sql: str) -> bool:
    """Tell the name of a type, perhaps not null: a column that needs no parser to be one.

    Many columns of a large manifest are of this form, and parsing them costs the most.
    """
    match = _TYPE_WORD.match(sql)
    return match is not None and quote(match[1]) == match[1]


class Relation(NamedTuple):
    """A relation that a fragment names.

    :ivar schema: empty where none is written.
    :ivar start: index of its first character in the fragment.
    """

    schema: str
    name: str
    start: int


def relation(kind: FragmentKind, sql: str) -> Relation | None:
    """Return the relation that a trigger, a rule or a policy is for; ``None`` for other kinds.

    :param kind: what the fragment defines.
    :param sql: the fragment, known to be one definition of that kind.
    """
    _, _, wrapper = next(_parts(kind, sql))
    statement = json.loads(_parsed(sql, wrapper))["stmts"][0]["stmt"][wrapper.statement]
    found = statement.get("relation") or statement.get("table")
    if found is None:
        return None
    start = _in_characters(found.get("location", 0), sql, wrapper)
    return Relation(found.get("schemaname", ""), found["relname"], start)


def roles(kind: FragmentKind, sql: str) -> frozenset[str]:
    """Return the roles that a fragment names, exact spelling.

    :param kind: what the fragment defines.
    :param sql: the fragment, known to be one definition of that kind.
    """
    return frozenset(json.loads(found) for found in _ROLE.findall(parse(kind, sql)))


def _parts(kind: FragmentKind, sql: str) -> Iterator[tuple[int, str, Wrapper]]:
    """Give each part of a fragment that makes a statement, where it begins and the statement."""
    if kind in OBJECT_KINDS:
        whole = OBJECT_KINDS[kind].wrapper
        for piece in pieces(kind, sql):
            yield piece.start, piece.sql, replace(whole, head=piece.head, statement=piece.statement)
    elif kind == "unique" and not re.match(r"\s*unique\b", sql, re.IGNORECASE):
        yield 0, sql, WRAPPERS["unique_index"]
    else:
        yield 0, sql, WRAPPERS[kind]


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
    blank = "" if _LITERAL.search(reason) else odd_blank(reason)
    what = "; ".join(filter(None, (f"not {wrapper.a_noun}: {reason}", blank)))
    return FragmentError(what, position=position, expected=wrapper.form)


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
