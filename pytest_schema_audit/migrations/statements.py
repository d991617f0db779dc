"""The statements of a file as the parser sees them, psql's commands and COPY data cut away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pglast import parser

from .lexer import Scanner, Stop, copied_rows
from .script import BOM, Script

Node = dict[str, Any]

_OPENING, _CLOSING, _COMMA = {"ASCII_40", "ASCII_91"}, {"ASCII_41", "ASCII_93"}, "ASCII_44"

_ROWS = re.compile(
    r"(?P<word>INSERT|UPDATE|DELETE)\b(?!\s+(?:INTO\s+|FROM\s+)?(?:ONLY\s+)?(?:pg_catalog\.)?pg_)",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?P<tag>\$\w*\$)(?P<body>.*)(?P=tag)", re.DOTALL)
_DDL = re.compile(r"\b(?:CREATE|ALTER|DROP)\b", re.IGNORECASE)
_EXECUTED = re.compile(r"\bEXECUTE\s+'(?P<sql>(?:[^']|'')*)'\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One statement of a file.

    :param tree: its parse tree as libpg_query gives it in JSON; empty where it cannot parse.
    :param start: offset of its first character in the file.
    :param text: its text.
    :param in_block: whether it stands in a DO block, which need not come to it.
    """

    tree: Node
    start: int
    text: str
    in_block: bool = False

    @property
    def end(self) -> int:
        """The file's offset behind its last character."""
        return self.start + len(self.text)

    def offset(self, location: int) -> int:
        """The file's offset of a location in the tree, which counts bytes from the start."""
        before = self.text.encode("utf-8", "surrogateescape")[: max(location, 0)]
        return self.start + len(before.decode("utf-8", "ignore"))

    def piece(self, number: int) -> int:
        """The file's offset of one of several commands or objects that commas part."""
        if not number:
            return self.start
        depth = commas = 0
        tokens = (one for one in parser.scan(self.text) if not one.name.endswith("COMMENT"))
        for token, following in pairwise(tokens):
            depth += (token.name in _OPENING) - (token.name in _CLOSING)
            commas += token.name == _COMMA and not depth
            if commas == number:
                return self.start + following.start
        return self.start


def statements(script: Script, part: slice) -> Iterator[Statement]:
    """Parse the statements of a part of a file; those that do not parse come without a tree."""
    for found in static_slices(script.text, part):
        text = script.text[found]
        statement = Statement(_tree(text), found.start, text)
        yield statement
        if "DoStmt" in statement.tree:
            yield from _inside(script.text, found, text)


def _inside(text: str, block: slice, statement: str) -> Iterator[Statement]:
    """The DDL in a DO block, as far as it is written out and not put together at run time."""
    body = _BODY.search(statement)
    if body is None:
        return
    start, stop = block.start + body.start("body"), block.start + body.end("body")
    for found in static_slices(text, slice(start, stop)):
        piece = text[found]
        executed = _EXECUTED.search(piece)
        if executed:
            quoted = executed["sql"].replace("''", "'")
            start = found.start + executed.start("sql")
            yield Statement(_tree(quoted), start, quoted, in_block=True)
        elif ddl := _DDL.search(piece):
            inner = piece[ddl.start() :]
            yield Statement(_tree(inner), found.start + ddl.start(), inner, in_block=True)


def static_slices(text: str, part: slice) -> Iterator[slice]:
    """Where the statements of a part are, as psql would find them without running anything."""
    start, end = part.indices(len(text))[:2]
    scanner = Scanner(text[:end], start + text.startswith(BOM, start))
    while (stop := scanner.advance()) is not Stop.END:
        if stop is Stop.SEMICOLON:
            yield from _statement(scanner, scanner.position - 1)
        elif stop is Stop.BACKSLASH:
            yield from _statement(scanner, scanner.position)
            scanner.position = _line_end(text, scanner.position)
        else:
            scanner.first = scanner.position if scanner.first is None else scanner.first
            scanner.position += 1
    yield from _statement(scanner, end)


def _statement(scanner: Scanner, end: int) -> Iterator[slice]:
    first = scanner.first
    scanner.forget()
    if first is None or first >= end:
        return
    yield slice(first, end)
    if rows := copied_rows(scanner.text, slice(first, end)):
        scanner.position = rows[1]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _tree(text: str) -> Node:
    if rows := _ROWS.match(text):
        return {f"{rows['word'].capitalize()}Stmt": {}}  # changes rows alone, and can be large
    try:
        parsed = json.loads(parser.parse_sql_json(text))
    except (parser.ParseError, UnicodeEncodeError):
        return {}
    found = parsed.get("stmts", [])
    return dict(found[0]["stmt"]) if len(found) == 1 else {}
