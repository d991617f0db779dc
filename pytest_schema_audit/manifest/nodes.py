"""The tree of a manifest file: scalars are text, and every node knows where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from .expectation import Place

LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_LONGEST: Final = 1000
_COMMENT: Final = re.compile(r"\s+#.*$")


class Span(NamedTuple):
    """Where a node stands in its file's text.

    :ivar line: line of its first character, counted from 0.
    :ivar column: column of its first character in characters, counted from 0.
    :ivar start: index of its first character.
    :ivar end: index behind its last character.
    """

    line: int
    column: int
    start: int
    end: int


class Scalar(NamedTuple):
    """A text.

    :ivar text: the value; never converted to anything.
    :ivar style: how it is written: ``'``, ``"``, ``|``, ``>``, or empty for plain.
    :ivar span: where it stands, quotes included.
    """

    text: str
    style: str
    span: Span


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """Keys and values in the order of the file.

    :ivar entries: the keys, each once.
    :ivar flow: whether it is written in braces.
    :ivar span: where it stands.
    """

    entries: tuple[Entry, ...]
    flow: bool
    span: Span


class Sequence(NamedTuple):
    """A list.

    :ivar items: its nodes.
    :ivar flow: whether it is written in brackets.
    :ivar span: where it stands.
    """

    items: tuple[Node, ...]
    flow: bool
    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence


@dataclass(frozen=True)
class Source:
    """The text of a manifest file.

    :ivar path: absolute path.
    :ivar text: all of it, line breaks as in the file.
    """

    path: Path
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their breaks."""
        return LINE_BREAK.split(self.text)

    def place(self, span: Span, end: int | None = None) -> Place:
        """Say where a node stands, for people.

        :param span: the node, or the key of an entry.
        :param end: where the entry ends, if not with the node.
        """
        line = self.lines[span.line]
        last = span.start - span.column + len(line)
        first_line = self.text[span.start : min(end or span.end, last)]
        if end is not None and end > last:
            first_line = _COMMENT.sub("", first_line)
        shown = first_line.rstrip()
        if len(shown) > _LONGEST:
            shown = shown[:_LONGEST] + "…"
        return Place(self.path, span.line + 1, span.column + 1, shown)

    def at(self, index: int) -> Span:
        """Return the place of one character.

        :param index: its index in the text.
        """
        before = LINE_BREAK.split(self.text[:index])
        return Span(len(before) - 1, len(before[-1]), index, index + 1)

    def after(self, span: Span) -> str:
        """Return what stands behind a node on its last line."""
        match = LINE_BREAK.search(self.text, span.end)
        return self.text[span.end : match.start() if match else len(self.text)]
