"""The arguments of psql's commands, and its variables (psql manual, "Meta-Commands")."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(
    r""":(?:(?P<plain>\w+)|'(?P<text>\w+)'|"(?P<name>\w+)"|\{\?(?P<asked>\w+)\})"""
)
_QUOTED = re.compile(r"'((?:[^'\\]|''|\\.)*)'", re.DOTALL)
_NAME = re.compile(r'"(?:[^"]|"")*"')
_PLAIN = re.compile(r"""[^\s'":]+|:""")
_ESCAPE = re.compile(r"''|\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f"}
_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")


def interpolated(token: str, variables: Mapping[str, str]) -> str:
    """What psql puts in place of ``:name``, ``:'name'``, ``:"name"`` or ``:{?name}``.

    An unset variable stays as it is written ("SQL Interpolation").
    """
    match = _VARIABLE.fullmatch(token)
    if match is None:
        return token
    if match["asked"]:
        return "TRUE" if match["asked"] in variables else "FALSE"
    name = match["plain"] or match["text"] or match["name"]
    if name not in variables:
        return token
    from psycopg import sql  # not needed to find migrations, and slow to import

    value = variables[name]
    if match["text"]:
        return sql.Literal(value).as_string(None)
    return sql.Identifier(value).as_string(None) if match["name"] else value


def split_arguments(line: str, variables: Mapping[str, str]) -> list[str]:
    """Split what follows a command's name, with quotes removed and variables put in."""
    arguments: list[str] = []
    position, joined = 0, False
    while position < len(line):
        if line[position].isspace():
            position, joined = position + 1, False
            continue
        text, position = _piece(line, position, variables)
        if joined:
            arguments[-1] += text
        else:
            arguments.append(text)
        joined = True
    return arguments


def _piece(line: str, position: int, variables: Mapping[str, str]) -> tuple[str, int]:
    if quoted := _QUOTED.match(line, position):
        return _ESCAPE.sub(_unescaped, quoted[1]), quoted.end()
    if variable := _VARIABLE.match(line, position):
        return interpolated(variable.group(), variables), variable.end()
    if name := _NAME.match(line, position):
        return name.group(), name.end()
    plain = _PLAIN.match(line, position)
    end = plain.end() if plain else position + 1
    return line[position:end], end


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    if match[2]:
        return chr(int(match[2], 8))
    return _NAMED.get(match[3], match[3]) if match[3] else "'"


def truth(value: str) -> bool | None:
    r"""A boolean as ``\if`` reads it: any prefix of true, false, yes, no, on, off, 1, 0."""
    word = value.strip().lower()
    if word and any(whole.startswith(word) for whole in _TRUE) and word != "o":
        return True
    if word and any(whole.startswith(word) for whole in _FALSE) and word != "o":
        return False
    return None
