"""The way from the root of a file down to what an edit is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .expectation import Place
from .layout import Layout
from .nodes import Entry, Mapping, Node, Sequence


@dataclass(frozen=True)
class Trail:
    """Nodes and entries, each inside the one before it.

    :ivar layout: the file.
    :ivar parts: from the root on.
    """

    layout: Layout
    parts: tuple[Entry | Node, ...]

    @property
    def entry(self) -> Entry:
        """The innermost entry."""
        return next(part for part in reversed(self.parts) if isinstance(part, Entry))

    @property
    def target(self) -> Node:
        """The value that the entry, or the alternative of it, consists of."""
        last = self.parts[-1]
        return last.value if isinstance(last, Entry) else last

    @property
    def in_flow(self) -> bool:
        """Whether the target stands between brackets or braces."""
        around = (part for part in self.parts[:-1] if isinstance(part, Mapping | Sequence))
        return any(node.flow for node in around)

    @property
    def depth(self) -> int:
        """How many keys lead here: 1 for ``tables``, 2 for a table."""
        return sum(isinstance(part, Entry) for part in self.parts)

    @property
    def up(self) -> Trail | None:
        """The trail that ends with the entry around the innermost entry; ``None`` at the top."""
        places = [n for n, part in enumerate(self.parts) if isinstance(part, Entry)]
        return Trail(self.layout, self.parts[: places[-2] + 1]) if len(places) > 1 else None


def find(layout: Layout, place: Place) -> Trail:
    """Return the way to the entry, or the alternative of one, that begins at a place.

    :param layout: the file.
    :param place: where it should begin.
    :raises LookupError: if nothing begins there.
    """
    parts = _search(layout.root, (place.line - 1, place.column - 1))
    if parts is None:
        raise LookupError(f"{place.file}:{place.line}:{place.column}: no entry begins here")
    return Trail(layout, tuple(parts))


def _search(node: Node, at: tuple[int, int]) -> list[Entry | Node] | None:
    for inner, child in _inside(node):
        span = inner.key.span if isinstance(inner, Entry) else inner.span
        if (span.line, span.column) == at:
            return [node, inner]
        found = _search(child, at)
        if found is not None:
            return [node, inner, *found] if isinstance(inner, Entry) else [node, *found]
    return None


def _inside(node: Node) -> Iterator[tuple[Entry | Node, Node]]:
    """Give what a node holds: entries with their values, or items."""
    if isinstance(node, Mapping):
        yield from ((entry, entry.value) for entry in node.entries)
    elif isinstance(node, Sequence):
        yield from ((item, item) for item in node.items)
