"""The lines of one entry of a section, cut out as a small file of its own.

What is edited inside them costs their parsing and not that of the whole file.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from .edits import Addition, Edit, Order, Removal, Rename
from .insertion import indentation
from .keys import OBJECTS, SECTIONS
from .layout import Layout
from .names import full_name
from .nodes import LINE_BREAK, Entry
from .nodes import Mapping as MappingNode
from .object_kinds import holds_parts

_HOLDERS = ("tables", *(key for key, one in OBJECTS.items() if holds_parts(one.kind)))
_PARTS = frozenset(SECTIONS.values())


@dataclass(frozen=True)
class Block:
    """An entry of a section, with all lines up to the next key.

    :ivar layout: the file.
    :ivar section: the section's key.
    :ivar entry: the entry.
    :ivar end: the line of the next key; that behind the last line if there is none.
    """

    layout: Layout
    section: str
    entry: Entry
    end: int

    @property
    def line(self) -> int:
        """The line of the key, counted from 0."""
        return self.entry.key.span.line

    @property
    def start(self) -> int:
        """The index of the first character."""
        return self.layout.start_of(self.line)

    @property
    def stop(self) -> int:
        """The index behind the last character."""
        return self.layout.start_of(self.end)

    @property
    def head(self) -> str:
        """What stands above the lines in their own file."""
        return f"{self.section}:{self.layout.line_break}"

    @property
    def tail(self) -> str:
        """What stands for the next key: below it, blank lines are nobody's any more."""
        return f"#{self.layout.line_break}" if self.end < len(self.layout.starts) else ""

    @property
    def text(self) -> str:
        """The lines as a file of their own."""
        return self.head + self.layout.source.text[self.start : self.stop] + self.tail

    def lines_of(self, text: str) -> str | None:
        """Return the lines that such a file has become; ``None`` if the entry is gone from it."""
        if not text.startswith(self.head) or not text.endswith(self.tail):
            return None
        return text[len(self.head) : len(text) - len(self.tail)]


class Edited(NamedTuple):
    """A block and the lines that it becomes."""

    block: Block
    lines: str

    @property
    def growth(self) -> int:
        """By how many lines what stands below moves."""
        old = self.block.layout.source.text[self.block.start : self.block.stop]
        return len(LINE_BREAK.findall(self.lines)) - len(LINE_BREAK.findall(old))


def put_back(layout: Layout, done: Iterable[Edited]) -> str:
    """Return the file's text with blocks edited.

    :param layout: the file.
    :param done: what blocks of it become, from the top downwards.
    """
    at = 0
    pieces = []
    for block, lines in done:
        pieces += [layout.source.text[at : block.start], lines]
        at = block.stop
    return "".join([*pieces, layout.source.text[at:]])


def below(edits: Iterable[Edit], done: Sequence[Edited]) -> Iterator[Edit]:
    """Give edits of what stands outside of edited blocks, with the places after that.

    :param edits: the edits.
    :param done: what the blocks become, from the top downwards.
    """
    lines = [one.block.line for one in done]
    growth = [0, *accumulate(one.growth for one in done)]
    for edit in edits:
        above = 0 if isinstance(edit, Addition | Order) else edit.entry.place.line - 1
        yield moved(edit, growth[bisect(lines, above)])


def moved(edit: Edit, by: int) -> Edit:
    """Return the edit of an entry that stands some lines further down.

    :param edit: any edit; one of nothing that stands has no place.
    :param by: how many lines; less than 0 for further up.
    """
    if isinstance(edit, Addition | Order):
        return edit
    place = edit.entry.place
    return replace(edit, entry=replace(edit.entry, place=replace(place, line=place.line + by)))


def by_block(layout: Layout, edits: Sequence[Edit], schema: str) -> list[tuple[Block, list[int]]]:
    """Group the edits that are inside of one entry of a section each.

    :param layout: the file.
    :param edits: any edits of it.
    :param schema: the schema of names without one in this file.
    :return: each entry's block with the numbers of its edits, from the top downwards.
    """
    found = {block.line: block for block in _blocks(layout)}
    line_of = _line_finder(layout, found, edits, schema)
    groups: dict[int, list[int]] = {}
    for number, edit in enumerate(edits):
        groups.setdefault(line_of(edit), []).append(number)
    gone = {e.entry.place.line - 1 for e in edits if isinstance(e, Removal)}
    inside = sorted(groups.keys() & (found.keys() - gone))
    return [(found[line], groups[line]) for line in inside]


def _line_finder(
    layout: Layout, blocks: Mapping[int, Block], edits: Sequence[Edit], schema: str
) -> Callable[[Edit], int]:
    """Return what says the line of the nearest key above an edit; less than 0 for none."""
    keys = sorted({*blocks, *(entry.key.span.line for entry in layout.root.entries)})
    names = _names(blocks, edits, schema)
    new = {e.new.relation for e in edits if isinstance(e, Addition) and holds_parts(e.new.kind)}

    def line_of(edit: Edit) -> int:
        if isinstance(edit, Addition):
            is_part = edit.new.kind in _PARTS and edit.new.relation not in new
            return names.get(edit.new.relation, -1) if is_part else -1
        if isinstance(edit, Order):
            return names.get(edit.entry.relation, -1)
        number = bisect(keys, edit.entry.place.line - 1)
        return keys[number - 1] if number else -1

    return line_of


def _blocks(layout: Layout) -> Iterator[Block]:
    """Give the entries of all sections that are indented as the file is."""
    ends = [*(entry.key.span.line for entry in layout.root.entries[1:]), len(layout.starts)]
    for section, end in zip(layout.root.entries, ends, strict=False):
        value = section.value
        if layout.root.flow or not isinstance(value, MappingNode) or value.flow:
            continue
        if value.entries and value.entries[0].key.span.column == indentation(layout):
            lines = [*(entry.key.span.line for entry in value.entries), end]
            for entry, (_, following) in zip(value.entries, pairwise(lines), strict=True):
                yield Block(layout, section.key.text, entry, following)


def _names(
    blocks: Mapping[int, Block], edits: Sequence[Edit], schema: str
) -> dict[tuple[str, ...], int]:
    """Say which line a table or view begins on that has a name after all renames."""
    renamed = {
        e.entry.place.line - 1: (e.entry.schema, e.name)
        for e in edits
        if isinstance(e, Rename) and holds_parts(e.entry.kind)
    }
    names: dict[tuple[str, ...], int] = {}
    for holder in _HOLDERS:
        for line, block in blocks.items():
            if block.section == holder:
                own = renamed.get(line) or full_name(block.entry.key.text, schema)
                names.setdefault(own, line)
    return names
