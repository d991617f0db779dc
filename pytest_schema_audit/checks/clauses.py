"""Parts of a definition in PostgreSQL's own words, found by the scanner's tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pglast.parser import scan

_OPEN, _CLOSE, _COMMA = "ASCII_40", "ASCII_41", "ASCII_44"


class _Token(NamedTuple):
    name: str
    start: int
    end: int
    depth: int


def _tokens(definition: str) -> Iterator[_Token]:
    """Tokens with the number of parentheses around them; their own count as inside."""
    depth = 0
    for token in scan(definition):
        depth += token.name == _OPEN
        yield _Token(token.name, token.start, token.end + 1, depth)
        depth -= token.name == _CLOSE


def predicate(definition: str) -> str:
    """Return what stands behind ``WHERE``; empty where there is none.

    :param definition: an index's, as ``pg_get_indexdef`` prints it.
    """
    ends = [token.end for token in _tokens(definition) if (token.name, token.depth) == ("WHERE", 0)]
    return unparenthesised(definition[ends[0] :].strip()) if ends else ""


def check_expression(definition: str) -> str:
    """Return the expression of ``CHECK ((…))``."""
    inside = [token for token in _tokens(definition) if token.depth]
    last = next(token for token in inside if (token.name, token.depth) == (_CLOSE, 1))
    return unparenthesised(definition[inside[0].start : last.end])


def key_expressions(definition: str) -> list[str]:
    """Return each key of an index up to the end of its expression; of a column, its name."""
    tokens = [token for token in _tokens(definition) if token.depth]
    keys: list[list[_Token]] = [[]]
    for token in tokens[1:]:
        if (token.name, token.depth) == (_CLOSE, 1):
            break
        if (token.name, token.depth) == (_COMMA, 1):
            keys.append([])
        else:
            keys[-1].append(token)
    return [_expression(definition, key) for key in keys if key]


def _expression(definition: str, key: list[_Token]) -> str:
    closed = [token.end for token in key if (token.name, token.depth) == (_CLOSE, 2)]
    return definition[key[0].start : closed[0] if closed else key[0].end]


def unparenthesised(text: str) -> str:
    """Take away parentheses around the whole of an expression."""
    while text.startswith("(") and text.endswith(")"):
        closing = next(
            token.end for token in _tokens(text) if (token.name, token.depth) == (_CLOSE, 1)
        )
        if closing != len(text):
            break
        text = text[1:-1].strip()
    return text


def written(node: Any) -> str:
    """Write a part of a parse tree as SQL: a type, a number, a word."""
    from pglast.stream import RawStream  # its printers are slow to import, and few runs need them

    return str(RawStream()(node))
