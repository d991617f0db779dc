"""Put another value, or another name, where one stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, cast

from . import render
from .expectation import Names, Text, Value
from .layout import Layout
from .nodes import Node, Scalar
from .nodes import Sequence as SequenceNode
from .quoting import (
    LONGEST_KEY,
    block,
    definition,
    double_quoted,
    flow,
    indented,
    scalar,
    single_quoted,
)


class Splice(NamedTuple):
    """A part of the text and what to put there instead."""

    start: int
    end: int
    text: str


def replaced(layout: Layout, node: Node, value: Value, *, in_flow: bool) -> str:
    """Return the text with another value in a node's place.

    :param layout: the file.
    :param node: the value as it stands.
    :param value: the new one.
    :param in_flow: whether the node stands between brackets or braces.
    """
    if isinstance(value, Names) and isinstance(node, SequenceNode):
        return _with_names(layout, node, value.names)
    written = render.value(value, in_flow=in_flow)
    if isinstance(value, Text) and isinstance(node, Scalar):
        written = _text(layout, node, value.sql, in_flow=in_flow)
    return put(layout, node, written)


def _text(layout: Layout, node: Scalar, sql: str, *, in_flow: bool) -> str:
    """Write a definition in the quotes, or as the block, of the one it replaces."""
    lines = None if in_flow or node.style in {"'", '"'} else block(sql)
    if lines is None:
        return restyled(sql, node, flow(sql) if in_flow else definition(sql))
    return layout.line_break.join(indented(lines, " " * _block_indent(layout, node)))


def _block_indent(layout: Layout, node: Scalar) -> int:
    """Return how far a literal block in a node's place is indented: as it is, or below its key."""
    line = layout.source.lines[node.span.line]
    below = layout.source.lines[node.span.line + 1 :]
    if node.style == "|":
        first = next((each for each in below if each.strip()), line)
        return len(first) - len(first.lstrip(" "))
    return len(line) - len(line.lstrip(" -")) + 2


def put(layout: Layout, node: Node, written: str) -> str:
    """Return the text with something else written in a node's place.

    :param layout: the file.
    :param node: the node.
    :param written: the new text, on one line or as a literal block.
    """
    start, end = node.span.start, node.span.end
    while (
        isinstance(node, Scalar)
        and node.style in {"|", ">"}
        and layout.source.text[end - 1] in "\r\n"
    ):
        end -= 1
    if "\n" in written:
        # Blanks behind the old text would be the new one's: a literal block keeps them.
        rest = layout.source.text[end:]
        end += len(rest) - len(rest.lstrip(" "))
    space = " " if layout.source.text[start - 1 : start] == ":" else ""
    return layout.spliced(start, end, space + written)


def renamed(layout: Layout, key: Scalar, name: str) -> str:
    """Return the text with another key in a key's place.

    :param layout: the file.
    :param key: the key as it stands.
    :param name: the new key's text, not quoted for YAML yet.
    """
    written = restyled(name, key, scalar(name, in_flow=True))
    begin = layout.begin(key)
    is_long = len(written) > LONGEST_KEY
    if is_long == (begin != key.span):
        return put(layout, key, written)
    text = layout.source.text
    end = text.index(":", key.span.end) + 1
    before = text[begin.start - begin.column : begin.start]
    if not is_long:
        return layout.spliced(begin.start, end, f"{written}:")
    if before.strip():
        return layout.spliced(begin.start, end, f"? {written} :")
    return layout.spliced(begin.start, end, f"? {written}{layout.line_break}{before}:")


def restyled(text: str, old: Scalar, plain: str) -> str:
    """Write a text in the quotes of the one it replaces, where that can be.

    :param text: the new text.
    :param old: the scalar it replaces.
    :param plain: how it would be written by itself.
    """
    if old.style == "'" and text and all(char.isprintable() for char in text):
        return single_quoted(text)
    return double_quoted(text) if old.style == '"' else plain


def _with_names(layout: Layout, node: SequenceNode, names: Sequence[str]) -> str:
    old = [item.text if isinstance(item, Scalar) else "" for item in node.items]
    kept = set(old) & set(names)
    if not kept or not all(isinstance(item, Scalar) for item in node.items):
        return put(layout, node, render.names(names))
    items = cast(tuple[Scalar, ...], node.items)
    splices = _flow_splices if node.flow else _block_splices
    text = layout.source.text
    for splice in sorted(splices(layout, items, names), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def _steps(items: Sequence[Scalar], names: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Give the runs of items that change, with what comes in their place."""
    old = [item.text for item in items]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, names, autojunk=False).get_opcodes():
        if tag != "equal":
            yield i1, i2, list(names[j1:j2])


def _flow_splices(
    layout: Layout, items: Sequence[Scalar], names: Sequence[str]
) -> Iterator[Splice]:
    for first, end, new in _steps(items, names):
        texts = [scalar(name, in_flow=True) for name in new]
        if first == end and first < len(items):
            at = items[first].span.start
            yield Splice(at, at, "".join(f"{text}, " for text in texts))
        elif first == end:
            at = items[-1].span.end
            yield Splice(at, at, "".join(f", {text}" for text in texts))
        elif texts:
            yield Splice(items[first].span.start, items[end - 1].span.end, ", ".join(texts))
        elif end < len(items):
            yield Splice(items[first].span.start, items[end].span.start, "")
        else:
            yield Splice(items[first - 1].span.end, items[end - 1].span.end, "")


def _block_splices(
    layout: Layout, items: Sequence[Scalar], names: Sequence[str]
) -> Iterator[Splice]:
    lines = [item.span.line for item in items]
    prefix = layout.source.lines[lines[0]][: items[0].span.column]
    for first, end, new in _steps(items, names):
        for item, name in zip(items[first:end], new, strict=False):
            written = restyled(name, item, scalar(name))
            yield Splice(item.span.start, item.span.end, written)
        kept = first + min(len(new), end - first)
        for line in lines[kept:end]:
            comments = layout.comment_lines(line, prefix.index("-"))
            yield Splice(layout.start_of(line - comments), layout.start_of(line + 1), "")
        more = [f"{prefix}{scalar(name)}{layout.line_break}" for name in new[end - first :]]
        at = layout.start_of(lines[end - 1] + 1 if end else lines[0])
        yield Splice(at, at, "".join(more))
