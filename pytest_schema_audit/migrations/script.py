"""The text of one SQL file: where its statements are, and what stands at which line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pglast import parser

from .errors import MigrationError

BOM = "\ufeff"

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_MENTION = re.compile("extension", re.IGNORECASE)
_CREATE_EXTENSION = re.compile(
    r"\bCREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?"
    r"""(?:"(?P<quoted>[^"]+)"|(?P<plain>[A-Za-z_][\w$-]*))""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Script:
    """SQL text and the file it is from.

    :param path: the file.
    :param text: its characters; bytes that are not UTF-8 stand as lone surrogates, so that
        they reach the server as they are.
    """

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> Script:
        """Read a file as the server is to get it.

        :raises MigrationError: when it cannot be read, or holds a NUL, at which the
            protocol would end the string and silently drop the rest of the file.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise MigrationError.unreadable(path, error) from error
        if b"\0" in data:
            raise MigrationError.holds_nul(path, data.index(b"\0"), data)
        return cls(path, data.decode("utf-8", "surrogateescape"))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode("utf-8", "surrogateescape")

    @property
    def bad_byte(self) -> int | None:
        """Offset of the first byte that is not UTF-8; None where all are."""
        try:
            self.text.encode()
        except UnicodeEncodeError as error:
            return error.start
        return None

    @property
    def is_utf8(self) -> bool:
        """Whether every byte was UTF-8."""
        return self.bad_byte is None

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in characters) of an offset in the text."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def offset_of_line(self, line: int) -> int:
        """The offset of a line's first character; lines count from 1."""
        position = 0
        for _ in range(line - 1):
            position = self.text.index("\n", position) + 1
        return position

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without what ends them."""
        return tuple(line.rstrip("\r") for line in self.text.split("\n"))

    @cached_property
    def statements(self) -> tuple[slice, ...]:
        """Where the statements are, by PostgreSQL's own grammar; empty where it refuses."""
        try:
            return tuple(parser.split(self.text, with_parser=True, only_slices=True))
        except (parser.ParseError, UnicodeEncodeError):
            return ()


def extensions_in(texts: tuple[str, ...]) -> frozenset[str]:
    """Name the extensions that CREATE EXTENSION statements create.

    A lenient scan, for the choice of a server: statements in DO blocks count, comments do not.
    """
    mentioning = (text for text in texts if _MENTION.search(text))
    found = (_CREATE_EXTENSION.finditer(_COMMENT.sub(" ", text)) for text in mentioning)
    return frozenset(
        match["quoted"] or match["plain"].lower() for match in itertools.chain.from_iterable(found)
    )
