"""Where SQL statements end, by the rules of psql's own lexer.

psql's ``psqlscan.l`` splits input without a grammar: at semicolons outside quotes, comments,
parentheses and the ``BEGIN … END`` of a function's SQL body. It is the rule for files that hold
psql's commands, and for text that libpg_query's grammar refuses.
"""

from __future__ import annotations

import enum
import re

_LETTER = r"A-Za-z_\x80-\U0010ffff"

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|--[^\n]*)
  | (?P<comment>/\*)
  | (?P<string>[eE]'(?:[^'\\]+|\\.|'')*(?:'|\Z)|'[^']*(?:''[^']*)*(?:'|\Z))
  | (?P<word>[{_LETTER}][{_LETTER}0-9$]*)
  | (?P<quoted>"[^"]*(?:""[^"]*)*(?:"|\Z))
  | (?P<dollar>\$(?:[{_LETTER}][{_LETTER}0-9]*)?\$)
  | (?P<variable>:[{_LETTER}0-9]+|:'[{_LETTER}0-9]+'|:"[{_LETTER}0-9]+"|:\{{\?[{_LETTER}0-9]+\}})
  | (?P<open>\()
  | (?P<close>\))
  | (?P<semicolon>;)
  | (?P<backslash>\\)
  | (?P<other>::|[0-9]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_EDGE = re.compile(r"/\*|\*/")
_ROUTINE = re.compile(r"c(or)?[fp]")
_COUNTED = {"create", "or", "replace", "function", "procedure"}


class Stop(enum.Enum):
    """Why the scanner stopped."""

    SEMICOLON = "a statement ends here"
    BACKSLASH = "a psql command begins here"
    VARIABLE = "a psql variable stands here"
    END = "the text ends"


class Scanner:
    """Walks through a text from stop to stop, keeping what psql keeps in between.

    :ivar position: where it stands: behind the semicolon, on the backslash or the colon.
    :ivar first: offset of the first token since the last statement's end; None before it.
    """

    def __init__(self, text: str, position: int = 0) -> None:
        self.text = text
        self.position = position
        self.token = ""
        self.forget()

    def forget(self) -> None:
        """Begin a new statement."""
        self.first: int | None = None
        self._depth = 0
        self._begins = 0
        self._words = ""

    def advance(self) -> Stop:
        """Go on to the next stop."""
        while match := _TOKEN.match(self.text, self.position):
            kind, at = match.lastgroup or "", self.position
            self.position = match.end()
            self.token = match.group()
            stop = self._take(kind, at)
            if stop is not None:
                return stop
        return Stop.END

    def _take(self, kind: str, at: int) -> Stop | None:
        if kind == "comment":
            self.position = _comment_end(self.text, at)
        if kind in {"space", "comment"}:
            return None
        if kind in {"backslash", "variable"}:
            return self._on_psql(kind, at)
        if kind == "semicolon" and self._depth == self._begins == 0:
            return Stop.SEMICOLON
        if self.first is None:
            self.first = at
        self._count(kind)
        return None

    def _on_psql(self, kind: str, at: int) -> Stop:
        self.position = at
        return Stop.BACKSLASH if kind == "backslash" else Stop.VARIABLE

    def _count(self, kind: str) -> None:
        if kind == "word":
            self._word(self.token.lower())
        elif kind == "open":
            self._depth += 1
        elif kind == "close":
            self._depth = max(0, self._depth - 1)
        elif kind == "dollar":
            end = self.text.find(self.token, self.position)
            self.position = len(self.text) if end < 0 else end + len(self.token)

    def _word(self, word: str) -> None:
        if len(self._words) < 4:
            self._words += word[0] if word in _COUNTED else " "
        if self._depth or not _ROUTINE.match(self._words):
            return
        if word == "begin" or (word == "case" and self._begins):
            self._begins += 1
        elif word == "end":
            self._begins = max(0, self._begins - 1)


def lexed(text: str) -> tuple[slice, ...]:
    """Where the statements are, empty ones left out: from the first token to the semicolon."""
    scanner, found = Scanner(text), []
    stop = None
    while stop is not Stop.END:
        stop = scanner.advance()
        if stop in {Stop.BACKSLASH, Stop.VARIABLE}:
            scanner.first = scanner.position if scanner.first is None else scanner.first
            scanner.position += 1
            continue
        if scanner.first is not None:
            found.append(slice(scanner.first, _end(scanner, stop)))
        scanner.forget()
    return tuple(found)


def _end(scanner: Scanner, stop: Stop) -> int:
    return scanner.position - (stop is Stop.SEMICOLON)


def _comment_end(text: str, start: int) -> int:
    """The offset behind a block comment; they nest, as the SQL standard says."""
    depth, position = 1, start + 2
    while depth:
        edge = _EDGE.search(text, position)
        if edge is None:
            return len(text)
        depth += 1 if edge.group() == "/*" else -1
        position = edge.end()
    return position
