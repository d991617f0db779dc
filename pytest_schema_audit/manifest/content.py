"""What stands behind a key when a file is written: text on its line, or keys with their content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from . import render
from .expectation import Expectation, Text
from .keys import SECTIONS
from .quoting import before_value, double_quoted, indented, pair, scalar

Content: TypeAlias = "str | list[tuple[str, Content]]"
"""Text behind a key, a literal block with its lines not indented yet, or further keys."""

_KEYS = {kind: section for section, kind in SECTIONS.items()}


def lines(key: str, content: Content, indent: int, step: int) -> list[str]:
    """Return the lines of a key and its content.

    :param key: the key, quoted for YAML.
    :param content: what stands behind it.
    :param indent: the column of the key.
    :param step: by how much deeper blocks are indented.
    """
    *above, own = before_value(key, " " * indent)
    if isinstance(content, str):
        return [*above, *indented(f"{own} {content}", " " * (indent + step))]
    nested = [line for k, c in content for line in lines(k, c, indent + step, step)]
    return [*above, own, *nested] if nested else [*above, f"{own} {{}}"]


def in_braces(content: Content) -> str:
    """Return content as it stands between braces, on one line."""
    if isinstance(content, str):
        head, _, text = content.partition("\n")
        if text and head == "|-":
            return double_quoted(text)
        return scalar(content, in_flow=True) if _is_plain(content) else content
    return "{" + ", ".join(pair(key, in_braces(nested)) for key, nested in content) + "}"


def _is_plain(content: str) -> bool:
    """Say whether content is a text without quotes; a figure needs none anywhere."""
    return content[:1] not in {"", "'", '"', "[", "{"} and not content.isdecimal()


def entry_content(entry: Expectation, parts: Sequence[Expectation] = ()) -> Content:
    """Return what stands behind the key of an entry.

    :param entry: the expectation; not that of a table.
    :param parts: what belongs to a view or another relation, and stands in its entry.
    """
    several_lines = isinstance(entry.value, Text) and "\n" in entry.value.sql
    keys = list(render.keys(entry))
    if not parts and not (several_lines and len(keys) > 1):
        return render.entry_value(entry)
    return [*keys, *sections(parts)]


def sections(parts: Sequence[Expectation]) -> list[tuple[str, Content]]:
    """Return the sections of a table or another relation, in the order of the notation.

    :param parts: its entries, in the order in which they are to stand; columns keep theirs.
    """
    found: list[tuple[str, Content]] = []
    for kind, section in _KEYS.items():
        entries: list[tuple[str, Content]] = [
            (render.key(part.name), entry_content(part)) for part in parts if part.kind == kind
        ]
        if entries:
            found.append((section, entries))
    return found
