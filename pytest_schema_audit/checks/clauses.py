"""Parts of a definition in PostgreSQL's own words, found by the scanner's tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pglast.parser import scan

_AFTER_DEFAULT = {"CONSTRAINT", "CHECK", "ADD_P", "NOT", "COLLATE"}
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


def group_after(definition: str, *words: str) -> str:
    """Return the expression in the parentheses behind some words; empty where they are not there.

    :param definition: a policy's, for example.
    :param words: the scanner's names of words outside parentheses, one behind the other.
    """
    tokens = list(_tokens(definition))
    for number in range(len(tokens) - len(words)):
        found = tokens[number : number + len(words)]
        if [one.name for one in found] == list(words) and found[0].depth == 0:
            opened, *rest = tokens[number + len(words) :]
            closed = next(one for one in rest if (one.name, one.depth) == (_CLOSE, 1))
            return unparenthesised(definition[opened.start : closed.end])
    return ""


def between(definition: str, first: str, last: str = "") -> str:
    """Return what stands behind a word and before another one, both outside parentheses.

    :param definition: a rule's, for example.
    :param first: the scanner's name of the word before it; nothing is found without one.
    :param last: the name of the word behind it; the end where there is none.
    """
    words = [token for token in _tokens(definition) if token.depth == 0]
    begin = next((token for token in words if token.name == first), None)
    if begin is None:
        return ""
    end = next((t.start for t in words if t.name == last and t.start > begin.start), None)
    return definition[begin.end : end].strip()


def elements(definition: str) -> list[str]:
    """Return what stands between the commas of the first parentheses.

    :param definition: a foreign table's, for example.
    """
    tokens = [token for token in _tokens(definition) if token.depth]
    found, start = [], tokens[0].end
    for token in tokens[1:]:
        last = (token.name, token.depth) == (_CLOSE, 1)
        if last or (token.name, token.depth) == (_COMMA, 1):
            found.append(definition[start : token.start].strip())
            start = token.end
        if last:
            break
    return found


def check_expression(definition: str) -> str:
    """Return the expression of ``CHECK ((…))``."""
    inside = [token for token in _tokens(definition) if token.depth]
    last = next(token for token in inside if (token.name, token.depth) == (_CLOSE, 1))
    return unparenthesised(definition[inside[0].start : last.end])


def default_expression(definition: str) -> str:
    """Return what stands behind ``DEFAULT``; empty where there is none.

    :param definition: a domain's, as its query composes it: the checks are behind the default.
    """
    tokens = [token for token in _tokens(definition) if not token.depth]
    for number, token in enumerate(tokens):
        if token.name == "DEFAULT":
            after = (one for one in tokens[number + 1 :] if one.name in _AFTER_DEFAULT)
            end = next((one.start for one in after), len(definition))
            return definition[token.end : end].strip()
    return ""


def check_expressions(definition: str) -> list[str]:
    """Return the expression of each ``CHECK (…)`` that stands outside parentheses.

    :param definition: a domain's.
    """
    tokens = list(_tokens(definition))
    found = []
    for number, token in enumerate(tokens):
        if (token.name, token.depth) != ("CHECK", 0):
            continue
        opened, *rest = tokens[number + 1 :]
        closed = next(one for one in rest if (one.name, one.depth) == (_CLOSE, 1))
        found.append(unparenthesised(definition[opened.start : closed.end]))
    return found


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
