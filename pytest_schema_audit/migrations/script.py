"""The text of one SQL file: where its statements are, and what stands at which line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset_of_line(self, line: int) -> int:
        """The offset of a line's first character; lines count from 1."""
        return self._starts[line - 1]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Offsets of the first character of each line."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without what ends them."""
        return tuple(line.rstrip("\r") for line in self.text.split("\n"))

    @cached_property
    def statements(self) -> tuple[slice, ...]:
        """Where the statements are, by PostgreSQL's own grammar; empty where it refuses."""
        # Imported here: a migration that runs to its end is not taken apart.
        from pglast import parser

        try:
            return tuple(parser.split(self.text, with_parser=True, only_slices=True))
        except (parser.ParseError, UnicodeEncodeError):
            return ()


def readable(path: Path) -> str:
    """Return the text of a file to look for words in it, whatever its encoding."""
    return path.read_text(encoding="utf-8", errors="replace")


def whole_file(script: Script) -> tuple[slice, ...]:
    """All of a file."""
    return (slice(0, len(script.text)),)


def extensions_in(texts: tuple[str, ...]) -> frozenset[str]:
    """Name the extensions that CREATE EXTENSION statements create.

    A lenient scan, for the choice of a server: statements in DO blocks count, comments do not.
    """
    return frozenset(name for text in texts for name, _ in extension_places(text))


def extension_places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the extensions that a text creates, each with the offset of its statement."""
    if _MENTION.search(text) is None:
        return
    code = _COMMENT.sub(lambda comment: " " * len(comment.group()), text)
    for match in _CREATE_EXTENSION.finditer(code):
        yield match["quoted"] or match["plain"].lower(), match.start()
