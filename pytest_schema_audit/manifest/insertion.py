"""Add an entry: in sorted position if its block is sorted, else at the end."""

from __future__ import annotations

from collections.abc import Sequence

from .aspects import ASPECT_KEYS
from .content import Content, in_braces, lines
from .keys import FILE, SECTIONS, SETTINGS, TABLE
from .layout import Layout, parse
from .nodes import Entry, Mapping, Node, Scalar
from .quoting import flow, pair
from .trail import find

_ORDERS: tuple[tuple[str, ...], ...] = (
    (*SETTINGS, *FILE),
    (*[key for key in TABLE if key not in SECTIONS], *SECTIONS),
    ("is", "when", "enabled", *(one.key for one in ASPECT_KEYS), "comment", *SECTIONS),
)


def insert(layout: Layout, owner: Entry | None, key: str, content: Content) -> str:
    """Return the text with a new key in a mapping.

    :param layout: the file.
    :param owner: the entry whose value is the mapping; ``None`` for the root.
    :param key: the new key, quoted for YAML.
    :param content: what stands behind it.
    """
    if owner is not None and _is_definition(owner.value):
        return _beside(layout, owner, key, content)
    mapping = owner.value if owner else layout.root
    if owner is not None and _is_empty(mapping):
        return _first(layout, owner, key, content)
    if not isinstance(mapping, Mapping):
        raise TypeError(type(mapping).__name__)
    before = _follower(mapping, key)
    if mapping.flow:
        return _in_flow(layout, mapping, pair(key, in_braces(content)), before)
    if not mapping.entries:
        new = lines(key, content, 0, indentation(layout))
        return layout.with_lines(len(layout.starts) - 1, new)
    column = layout.begin(mapping.entries[0].key).column
    new = lines(key, content, column, indentation(layout))
    return _among(layout, mapping, new, before)


def _among(layout: Layout, mapping: Mapping, new: list[str], before: int | None) -> str:
    """Put lines behind the entry they follow; with a blank line if all entries have one."""
    others = mapping.entries[1:]
    blank = [""] if others and all(layout.has_blank_line_above(each) for each in others) else []
    if before == 0:
        return layout.with_lines(layout.first_line(mapping.entries[0]), [*new, *blank])
    previous = mapping.entries[-1 if before is None else before - 1]
    return layout.with_lines(layout.end_line(previous), [*blank, *new])


def _is_definition(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(node.text)


def _beside(layout: Layout, owner: Entry, key: str, content: Content) -> str:
    """Put a key beside a definition that stands alone."""
    text = opened(layout, owner)
    layout = parse(layout.source.path, text)
    place = layout.source.place(owner.key.span)
    return insert(layout, find(layout, place).entry, key, content)


def opened(layout: Layout, owner: Entry) -> str:
    """Return the text with an entry's definition under ``is:``, so that more can stand beside it.

    :param layout: the file.
    :param owner: the entry; its value is a text.
    """
    node = owner.value
    written = layout.source.text[node.span.start : node.span.end]
    if layout.is_inside_line(owner):
        text = node.text if isinstance(node, Scalar) else ""
        return layout.spliced(node.span.start, node.span.end, f"{{is: {flow(text)}}}")
    step = indentation(layout)
    first, *rest = written.splitlines(keepends=True)
    deeper = [" " * step + line if line.strip() else line for line in rest]
    head = f"{layout.line_break}{' ' * (layout.begin(owner.key).column + step)}is: "
    before = layout.source.text[: node.span.start].rstrip(" ")
    return before + head + "".join([first, *deeper]) + layout.source.text[node.span.end :]


def _is_empty(node: object) -> bool:
    if isinstance(node, Mapping):
        return not node.entries
    return isinstance(node, Scalar) and not node.text


def _first(layout: Layout, owner: Entry, key: str, content: Content) -> str:
    """Put the first key into an empty mapping, as lines of its own where it can."""
    node = owner.value
    if layout.is_inside_line(owner):
        return layout.spliced(
            node.span.start, node.span.end, f"{{{pair(key, in_braces(content))}}}"
        )
    step = indentation(layout)
    new = lines(key, content, layout.begin(owner.key).column + step, step)
    text = layout.with_lines(layout.line_of(node.span.start) + 1, new)
    head = text[: node.span.start].rstrip(" ")
    return head + text[node.span.end :]


def _in_flow(layout: Layout, mapping: Mapping, entry: str, before: int | None) -> str:
    if before is not None:
        at = layout.begin(mapping.entries[before].key).start
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


def indentation(layout: Layout) -> int:
    """Return by how much the file indents: that of its first nested block."""
    for entry in layout.root.entries:
        value = entry.value
        if isinstance(value, Mapping) and not value.flow and value.entries:
            return layout.begin(value.entries[0].key).column
    return 2
