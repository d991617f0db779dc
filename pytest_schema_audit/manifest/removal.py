"""Take an entry away, with its own comment lines and nobody else's."""

from __future__ import annotations

from .layout import Layout
from .nodes import Entry, Mapping, Sequence
from .trail import Trail

_TABLE_DEPTH = 2


def removed(trail: Trail) -> str:
    """Return the text without an entry, or without one of its alternatives.

    A section that is left empty goes too; a table that is left empty stays, as ``{}``.

    :param trail: the way to it.
    """
    last = trail.parts[-1]
    around = trail.parts[-2]
    if not isinstance(last, Entry) and isinstance(around, Sequence) and len(around.items) > 1:
        return _without_item(trail.layout, around, around.items.index(last))
    entry = trail.entry
    mapping = trail.parts[trail.parts.index(entry) - 1]
    if not isinstance(mapping, Mapping):
        raise TypeError(type(mapping).__name__)
    up = trail.up
    if len(mapping.entries) > 1 or up is None:
        return without_entry(trail.layout, mapping, entry)
    if up.depth == _TABLE_DEPTH and up.parts[1] is _top(up, "tables"):
        return _emptied(trail.layout, up.entry, mapping)
    return removed(up)


def without_entry(layout: Layout, mapping: Mapping, entry: Entry) -> str:
    """Return the text without one of several entries of a mapping.

    :param layout: the file.
    :param mapping: the mapping.
    :param entry: one of its entries.
    """
    if not mapping.flow:
        return _without_lines(layout, layout.first_line(entry), layout.end_line(entry))
    spans = [(layout.begin(each.key).start, each.value.span.end) for each in mapping.entries]
    return _without_span(layout, spans, mapping.entries.index(entry))


def _top(trail: Trail, key: str) -> Entry | None:
    return next((e for e in trail.layout.root.entries if e.key.text == key), None)


def _without_item(layout: Layout, sequence: Sequence, number: int) -> str:
    if sequence.flow:
        spans = [(item.span.start, item.span.end) for item in sequence.items]
        return _without_span(layout, spans, number)
    item = sequence.items[number]
    line = item.span.line
    dash = layout.source.lines[line].index("-")
    first = line - layout.comment_lines(line, dash)
    return _without_lines(layout, first, layout.last_line(item) + 1)


def _without_span(layout: Layout, spans: list[tuple[int, int]], number: int) -> str:
    """Take one of several comma-separated parts away, with one comma."""
    if number + 1 < len(spans):
        return layout.spliced(spans[number][0], spans[number + 1][0], "")
    start = spans[number - 1][1] if number else spans[number][0]
    return layout.spliced(start, spans[number][1], "")


def _without_lines(layout: Layout, first: int, end: int) -> str:
    """Take lines away, and blank lines that would meet others or begin a block."""
    lines = layout.source.lines
    blank_below = end >= len(lines) or not lines[end].strip()
    begins_block = first > 0 and _indent(lines[first - 1]) < _indent(lines[first])
    while blank_below and begins_block and end < len(lines) - 1 and not lines[end].strip():
        end += 1
    while blank_below and first > 0 and not lines[first - 1].strip():
        first -= 1
    return layout.spliced(layout.start_of(first), layout.start_of(end), "")


def _emptied(layout: Layout, owner: Entry, mapping: Mapping) -> str:
    if mapping.flow:
        return layout.spliced(mapping.span.start, mapping.span.end, "{}")
    only = mapping.entries[0]
    first, end = layout.start_of(layout.first_line(only)), layout.start_of(layout.end_line(only))
    text = layout.spliced(first, end, "")
    colon = text.index(":", owner.key.span.end) + 1
    return f"{text[:colon]} {{}}{text[colon:]}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else len(line) + 1000
