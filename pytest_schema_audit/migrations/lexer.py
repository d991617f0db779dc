"""Where SQL statements end, by the rules of psql's own lexer.

psql's ``psqlscan.l`` splits input without a grammar: at semicolons outside quotes, comments,
parentheses and the ``BEGIN … END`` of a function's SQL body. It is the rule for files that hold
psql's commands, and for text that libpg_query's grammar refuses.
"""

from __future__ import annotations

import enum
import re

# ASCII because PostgreSQL takes a no-break space and its like for letters of a name.
# Excluded instead of listed: a class that reaches to U+10FFFF takes `re` 30 ms to compile.
_LETTER = r"[^\x00-@\[-^`{-\x7f]"
_WORD = r"[^\x00-/:-@\[-^`{-\x7f]"
_WORD_OR_DOLLAR = r"[^\x00-#%-/:-@\[-^`{-\x7f]"

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|--[^\n\r]*)
  | (?P<comment>/\*)
  | (?P<string>[eE]'(?:[^'\\]+|\\.|'')*(?:'|\Z)|'[^']*(?:''[^']*)*(?:'|\Z))
  | (?P<word>{_LETTER}{_WORD_OR_DOLLAR}*)
  | (?P<quoted>"[^"]*(?:""[^"]*)*(?:"|\Z))
  | (?P<dollar>\$(?:{_LETTER}{_WORD}*)?\$)
  | (?P<variable>:{_WORD}+|:'{_WORD}+'|:"{_WORD}+"|:\{{\?{_WORD}+\}})
  | (?P<open>\()
  | (?P<close>\))
  | (?P<semicolon>;)
  | (?P<backslash>\\)
  | (?P<other>::|[0-9]+|.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
# What neither ends nor begins anything, taken at once. A word right before a quote is left alone:
# it may be the E of a string with escapes.
_RUN = re.compile(
    rf"(?:\s++|{_LETTER}{_WORD_OR_DOLLAR}*+(?!')|[,.=<>+*%&|^!~@#?`\[\]{{}}0-9]++)+", re.ASCII
)
_COPY_DATA = re.compile(r"copy\b.*\bfrom\s+stdin\b", re.IGNORECASE | re.DOTALL)
_END_OF_DATA = "\\."
_EDGE = re.compile(r"/\*|\*/")
_ROUTINE = re.compile(r"c(or)?[fp]")
_ROUTINES = ("cf", "cp", "corf", "corp")
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
        self._plain = False

    def advance(self) -> Stop:
        """Go on to the next stop."""
        while True:
            # The words of a statement that is no routine end and begin nothing.
            if self._plain and (run := _RUN.match(self.text, self.position)):
                self.position = run.end()
            match = _TOKEN.match(self.text, self.position)
            if match is None:
                return Stop.END
            kind, at = match.lastgroup or "", self.position
            self.position = match.end()
            self.token = match.group()
            stop = self._take(kind, at)
            if stop is not None:
                return stop

    def _take(self, kind: str, at: int) -> Stop | None:
        if kind == "space" or (kind == "comment" and self._skip_comment(at)):
            return None
        if kind in {"backslash", "variable"}:
            return self._on_psql(kind, at)
        if kind == "semicolon" and self._depth == self._begins == 0:
            return Stop.SEMICOLON
        if self.first is None:
            self.first = at
        self._count(kind)
        return None

    def _skip_comment(self, start: int) -> bool:
        """Go behind a block comment; one that nothing ends is for the server to refuse."""
        end = _comment_end(self.text, start)
        self.position = len(self.text) if end is None else end
        return end is not None

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
            self._plain = not any(
                begun.startswith(self._words) or self._words.startswith(begun)
                for begun in _ROUTINES
            )
        if self._depth or not _ROUTINE.match(self._words):
            return
        if word == "begin" or (word == "case" and self._begins):
            self._begins += 1
        elif word == "end":
            self._begins = max(0, self._begins - 1)


def lexed(text: str) -> tuple[slice, ...]:
    """Where the statements are, empty ones left out: from the first token to the semicolon.

    Rows behind COPY … FROM stdin are no statements; see :func:`copied_rows`.
    """
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
            rows = copied_rows(text, found[-1])
            scanner.position = rows[1] if rows else scanner.position
        scanner.forget()
    return tuple(found)


def copied_rows(text: str, statement: slice) -> tuple[slice, int] | None:
    """The rows behind COPY … FROM stdin, and where the file goes on; None for other statements.

    :param statement: up to the semicolon.
    """
    if not _COPY_DATA.match(text, statement.start, statement.stop):
        return None
    line_end = text.find("\n", statement.stop)
    start = len(text) if line_end < 0 else line_end + 1
    end, behind = data_end(text, start)
    return slice(start, end), behind


def data_end(text: str, start: int) -> tuple[int, int]:
    """Where COPY data ends, and where the file goes on behind the line that ends it."""
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text.startswith(_END_OF_DATA, position) and text[position:end].rstrip("\r") == "\\.":
            return position, min(end + 1, len(text))
        found = text.find("\n" + _END_OF_DATA, position)
        position = len(text) if found < 0 else max(found + 1, end + 1)
    return len(text), len(text)


def pieces(text: str) -> tuple[str, ...]:
    """What stands between the semicolons that end statements, comments too, without blanks."""
    scanner, found, start = Scanner(text), [], 0
    stop = None
    while stop is not Stop.END:
        stop = scanner.advance()
        if stop in {Stop.BACKSLASH, Stop.VARIABLE}:
            scanner.position += 1
            continue
        found.append(text[start : _end(scanner, stop)].strip())
        start = scanner.position
        scanner.forget()
    return tuple(filter(None, found))


def _end(scanner: Scanner, stop: Stop) -> int:
    return scanner.position - (stop is Stop.SEMICOLON)


def _comment_end(text: str, start: int) -> int | None:
    """The offset behind a block comment; they nest, as the SQL standard says."""
    depth, position = 1, start + 2
    while depth:
        edge = _EDGE.search(text, position)
        if edge is None:
            return None
        depth += 1 if edge.group() == "/*" else -1
        position = edge.end()
    return position
