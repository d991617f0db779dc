"""Where the entries of a file stand in its lines, and how lines come and go."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .compose import compose
from .errors import Mistakes
from .nodes import LINE_BREAK, Entry, Mapping, Node, Scalar, Source, Span


@dataclass(frozen=True)
class Layout:
    """The text of a file with its tree.

    :ivar source: the text.
    :ivar root: its tree.
    """

    source: Source
    root: Mapping

    @cached_property
    def starts(self) -> list[int]:
        """The index of each line's first character; one more for the end of the text."""
        breaks = [match.end() for match in LINE_BREAK.finditer(self.source.text)]
        return [0, *breaks]

    @property
    def line_break(self) -> str:
        """The line break that the file uses."""
        match = LINE_BREAK.search(self.source.text)
        return match[0] if match else "\n"

    def line_of(self, index: int) -> int:
        """Return the line of a character, counted from 0."""
        return bisect(self.starts, index) - 1

    def start_of(self, line: int) -> int:
        """Return the index of a line's first character; behind the last line, the text's end."""
        return self.starts[line] if line < len(self.starts) else len(self.source.text)

    def spliced(self, start: int, end: int, text: str) -> str:
        """Return the file's text with a part of it replaced."""
        return self.source.text[:start] + text + self.source.text[end:]

    def with_lines(self, line: int, lines: list[str]) -> str:
        """Return the file's text with lines put before a line.

        :param line: the line that follows them, counted from 0.
        :param lines: lines without their breaks.
        """
        at = self.start_of(line)
        text = "".join(f"{each}{self.line_break}" for each in lines)
        if at == len(self.source.text) and at > 0 and self.source.text[at - 1] not in "\r\n":
            text = self.line_break + text.removesuffix(self.line_break)
        return self.spliced(at, at, text)

    def begin(self, key: Scalar) -> Span:
        """Return where a key's entry begins: there, or at the ``? `` in front of a long key."""
        line, column, start, end = key.span
        before = self.source.text[start - column : start].rstrip(" ")
        if not before.endswith("?"):
            return key.span
        return Span(line, len(before) - 1, start - column + len(before) - 1, end)

    def is_inside_line(self, entry: Entry) -> bool:
        """Say whether something else stands in front of an entry on its line."""
        begin = self.begin(entry.key)
        return bool(self.source.text[begin.start - begin.column : begin.start].strip())

    def last_line(self, node: Node) -> int:
        """Return the last line that a node stands on, counted from 0."""
        end = max(node.span.end - 1, node.span.start)
        return self.line_of(end)

    def end_line(self, entry: Entry) -> int:
        """Return the line behind a block entry and the deeper comments that follow it."""
        line = max(self.last_line(entry.value), entry.key.span.line) + 1
        while line - 1 > entry.key.span.line and not self.source.lines[line - 1].strip():
            line -= 1  # a literal block reaches to the next key
        end = line
        while line < len(self.source.lines):
            text = self.source.lines[line]
            stripped = text.lstrip(" ")
            line += 1
            if (
                stripped.startswith("#")
                and len(text) - len(stripped) > self.begin(entry.key).column
            ):
                end = line
            elif stripped:
                break
        return end

    def first_line(self, entry: Entry) -> int:
        """Return the first line of a block entry: its own comment lines stand right above it."""
        line = entry.key.span.line
        return line - self.comment_lines(line, self.begin(entry.key).column)

    def has_blank_line_above(self, entry: Entry) -> bool:
        """Say whether a blank line sets a block entry off from what stands above it."""
        line = self.first_line(entry)
        return line > 0 and not self.source.lines[line - 1].strip()

    def comment_lines(self, line: int, column: int) -> int:
        """Count the comment lines right above a line that begin in a column.

        Comments on top of the file, such as the modeline for editors, are the file's own.
        """
        count = 0
        indent = " " * column + "#"
        while count < line and self.source.lines[line - 1 - count].startswith(indent):
            count += 1
        return 0 if count == line else count


def parse(path: Path, text: str) -> Layout:
    """Parse a manifest file's text.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :raises ManifestErrors: if it is not sound YAML.
    """
    mistakes = Mistakes()
    source = Source(path, text)
    root = compose(source, mistakes)
    mistakes.raise_any()
    if root is None:
        raise ValueError(text)
    return Layout(source, root)
