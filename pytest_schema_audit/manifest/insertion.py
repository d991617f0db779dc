"""Add an entry: in sorted position if its block is sorted, else at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from .keys import FILE, SECTIONS, SETTINGS, TABLE
from .layout import Layout
from .nodes import Entry, Mapping, Scalar

Content: TypeAlias = "str | list[tuple[str, Content]]"
"""What stands behind a key: text on the same line, or further keys with their content."""

_ORDERS: tuple[tuple[str, ...], ...] = (
    (*SETTINGS, *FILE),
    (*[key for key in TABLE if key not in SECTIONS], *SECTIONS),
)


def insert(
    layout: Layout, owner: Entry | None, key: str, content: Content, *, at_end: bool = False
) -> str:
    """Return the text with a new key in a mapping.

    :param layout: the file.
    :param owner: the entry whose value is the mapping; ``None`` for the root.
    :param key: the new key, quoted for YAML.
    :param content: what stands behind it.
    :param at_end: whether it goes behind all others, even if they are sorted.
    """
    mapping = owner.value if owner else layout.root
    if owner is not None and _is_empty(mapping):
        return _first(layout, owner, key, content)
    if not isinstance(mapping, Mapping):
        raise TypeError(type(mapping).__name__)
    before = None if at_end else _follower(mapping, key)
    if mapping.flow:
        return _in_flow(layout, mapping, f"{key}: {_flow(content)}", before)
    if not mapping.entries:
        lines = _lines(key, content, 0, _step(layout))
        return layout.with_lines(len(layout.starts) - 1, lines)
    lines = _lines(key, content, mapping.entries[0].key.span.column, _step(layout))
    return _among(layout, mapping, lines, before)


def _among(layout: Layout, mapping: Mapping, lines: list[str], before: int | None) -> str:
    """Put lines behind the entry they follow; with a blank line if all entries have one."""
    others = mapping.entries[1:]
    blank = [""] if others and all(layout.has_blank_line_above(each) for each in others) else []
    if before == 0:
        return layout.with_lines(layout.first_line(mapping.entries[0]), [*lines, *blank])
    previous = mapping.entries[-1 if before is None else before - 1]
    return layout.with_lines(layout.end_line(previous), [*blank, *lines])


def _is_empty(node: object) -> bool:
    if isinstance(node, Mapping):
        return not node.entries
    return isinstance(node, Scalar) and not node.text


def _first(layout: Layout, owner: Entry, key: str, content: Content) -> str:
    """Put the first key into an empty mapping, as lines of its own where it can."""
    node = owner.value
    line_start = layout.start_of(owner.key.span.line)
    if layout.source.text[line_start : owner.key.span.start].strip():
        return layout.spliced(node.span.start, node.span.end, f"{{{key}: {_flow(content)}}}")
    step = _step(layout)
    lines = _lines(key, content, owner.key.span.column + step, step)
    text = layout.with_lines(owner.key.span.line + 1, lines)
    head = text[: node.span.start].rstrip(" ")
    return head + text[node.span.end :]


def _in_flow(layout: Layout, mapping: Mapping, entry: str, before: int | None) -> str:
    if before is not None:
        at = mapping.entries[before].key.span.start
        return layout.spliced(at, at, f"{entry}, ")
    at = mapping.entries[-1].value.span.end if mapping.entries else mapping.span.start + 1
    return layout.spliced(at, at, f", {entry}" if mapping.entries else entry)


def _follower(mapping: Mapping, key: str) -> int | None:
    """Return the number of the entry before which a key belongs; ``None`` for the end."""
    keys = [entry.key.text for entry in mapping.entries]
    name = key[1:-1] if key[:1] in {"'", '"'} else key
    for order in _ORDERS:
        if name in order and all(each in order for each in keys):
            return _position([order.index(each) for each in keys], order.index(name))
    if keys == sorted(keys):
        return _position(keys, name)
    folded = [each.casefold() for each in keys]
    return _position(folded, name.casefold()) if folded == sorted(folded) else None


def _position(keys: Sequence[str] | Sequence[int], key: str | int) -> int | None:
    return next((n for n, each in enumerate(keys) if each > key), None)  # type: ignore[operator]


def _step(layout: Layout) -> int:
    """Return by how much the file indents: that of its first nested block."""
    for entry in layout.root.entries:
        value = entry.value
        if isinstance(value, Mapping) and not value.flow and value.entries:
            return value.entries[0].key.span.column
    return 2


def _lines(key: str, content: Content, indent: int, step: int) -> list[str]:
    margin = " " * indent
    if isinstance(content, str):
        return [f"{margin}{key}: {content}"]
    nested = [line for k, c in content for line in _lines(k, c, indent + step, step)]
    return [f"{margin}{key}:", *nested] if nested else [f"{margin}{key}: {{}}"]


def _flow(content: Content) -> str:
    if isinstance(content, str):
        return content
    return "{" + ", ".join(f"{key}: {_flow(nested)}" for key, nested in content) + "}"
