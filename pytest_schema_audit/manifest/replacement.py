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
from .quoting import definition, double_quoted, flow, scalar, single_quoted


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
        plain = flow(value.sql) if in_flow else definition(value.sql)
        written = restyled(value.sql, node, plain)
    return put(layout, node, written)


def put(layout: Layout, node: Node, written: str) -> str:
    """Return the text with something else written in a node's place.

    :param layout: the file.
    :param node: the node.
    :param written: the new text, on one line.
    """
    start, end = node.span.start, node.span.end
    while (
        isinstance(node, Scalar)
        and node.style in {"|", ">"}
        and layout.source.text[end - 1] in "\r\n"
    ):
        end -= 1
    space = " " if layout.source.text[start - 1 : start] == ":" else ""
    return layout.spliced(start, end, space + written)


def renamed(layout: Layout, key: Scalar, name: str) -> str:
    """Return the text with another key in a key's place.

    :param layout: the file.
    :param key: the key as it stands.
    :param name: the new key's text, not quoted for YAML yet.
    """
    return put(layout, key, restyled(name, key, scalar(name, in_flow=True)))


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
