"""Where a character of a value stands in its file."""

from __future__ import annotations

from .nodes import LINE_BREAK, Scalar, Source, Span


def position_in(source: Source, node: Scalar, offset: int) -> Span:
    """Return the place of one character of a value.

    :param source: the file.
    :param node: the value.
    :param offset: index of the character in the value's text.
    :return: its place, or the value's own where folding or escapes leave no simple relation.
    """
    span = node.span
    written = source.text[span.start : span.end]
    if node.style == "|":
        return _in_block(source, node, offset)
    if node.style == ">" or LINE_BREAK.search(written) or (node.style == '"' and "\\" in written):
        return span
    shift = offset
    if node.style:
        shift += 1
    if node.style == "'":
        shift += node.text.count("'", 0, offset)
    return Span(span.line, span.column + shift, span.start + shift, span.start + shift + 1)


def _in_block(source: Source, node: Scalar, offset: int) -> Span:
    before = node.text[:offset].split("\n")
    line = node.span.line + len(before)
    if line >= len(source.lines):
        return node.span
    following = range(node.span.line + 1, line + 1)
    content = next((source.lines[n] for n in following if source.lines[n].strip()), "")
    column = len(content) - len(content.lstrip(" ")) + len(before[-1])
    return Span(line, column, node.span.start, node.span.end)
