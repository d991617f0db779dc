"""Statements that end where a line ends with a semicolon, or at a mark.

That is how goose and sql-migrate read files: without a grammar, so that a function body outside of
StatementBegin and StatementEnd falls apart, here as there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..errors import MigrationError
from ..script import Script
from .conduct import Section

_LINE = re.compile(r"(?P<text>[^\n]*?)\r?(?P<end>\n|\Z)")


@dataclass(frozen=True)
class LineEnds:
    """What a tool makes of a line.

    :param begin: matches the mark after which semicolons end nothing.
    :param end: matches the mark that ends such a statement.
    :param passed_over: whether a line is left out, told its text and whether a statement has begun.
    """

    begin: re.Pattern[str]
    end: re.Pattern[str]
    passed_over: Callable[[str, bool], bool]

    def cut(self, script: Script, part: slice) -> Iterator[Section]:
        """Cut a part of a file into its statements.

        :raises MigrationError: when the last one does not end.
        """
        lines: list[re.Match[str]] = []
        in_block = False
        for line in _LINE.finditer(script.text, part.start, part.stop):
            closes = in_block and self.end.match(line["text"]) is not None
            if self.begin.match(line["text"]):
                in_block = True
            elif not closes and not self.passed_over(line["text"], bool(lines)):
                lines.append(line)
            if lines and (closes or (not in_block and _ends(line["text"]))):
                yield _section(lines)
                lines = []
            in_block = in_block and not closes
        if any(line["text"].strip() for line in lines):
            raise MigrationError.unfinished(script.path, script.place(lines[0].start())[0])


def _ends(line: str) -> bool:
    """Whether the last word before a comment ends with a semicolon."""
    last = ""
    for word in line.split():
        if word.startswith("--"):
            break
        last = word
    return last.endswith(";")


def _section(lines: list[re.Match[str]]) -> Section:
    """Lines put together, without the carriage returns at their ends."""
    spans = [line.span(group) for line in lines for group in ("text", "end")][:-1]
    pieces = [slice(*spans[0])]
    for start, stop in spans[1:]:
        if start == pieces[-1].stop:
            pieces[-1] = slice(pieces[-1].start, stop)
        else:
            pieces.append(slice(start, stop))
    return tuple(pieces)
