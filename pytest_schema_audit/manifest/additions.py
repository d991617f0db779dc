"""New entries, put where they belong in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import render
from .edits import Addition
from .expectation import Expectation
from .insertion import Content, insert
from .keys import SECTIONS
from .layout import Layout, parse
from .names import split_key
from .nodes import Entry, Mapping

_TOP = {
    "table": "tables",
    "enum": "enums",
    "sequence": "sequences",
    "total": "totals",
    "rows": "rows",
}
_KEYS = {kind: section for section, kind in SECTIONS.items()}


def add(path: Path, text: str, additions: Sequence[Addition], schema: str) -> str:
    """Return a file's text with new entries.

    A new table comes with all of its parts at once.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :param additions: the entries.
    :param schema: the schema of names without one in this file.
    :raises LookupError: if an entry of the name stands there already.
    """
    new = [addition.new for addition in additions]
    tables = {(entry.schema, entry.table) for entry in new if entry.kind == "table"}
    for entry, addition in zip(new, additions, strict=True):
        if entry.kind not in _TOP and (entry.schema, entry.table) in tables:
            continue
        parts = [e for e in new if e.kind in _KEYS and _table(e) == _table(entry)]
        text = _added(parse(path, text), addition, parts, schema)
    return text


def _table(entry: Expectation) -> tuple[str, str]:
    return entry.schema, entry.table


def _added(layout: Layout, addition: Addition, parts: Sequence[Expectation], schema: str) -> str:
    entry = addition.new
    keys = _path(entry, schema)
    content: Content = (
        render.entry_value(entry) if entry.kind != "table" else _content(entry, parts)
    )
    owner: Entry | None = None
    for depth, key in enumerate(keys):
        standing = _standing(owner.value if owner else layout.root, key, schema)
        if standing is None:
            for inner in reversed(keys[depth + 1 :]):
                content = [(inner, content)]
            return insert(layout, owner, key, content, at_end=addition.at_end)
        owner = standing
    raise LookupError(f"{layout.source.path}: {' > '.join(keys)} stands there already")


def _path(entry: Expectation, schema: str) -> list[str]:
    """Return the keys that lead to an entry, its own last."""
    own = render.entry_key(entry, schema)
    if entry.kind in _TOP:
        return [_TOP[entry.kind], own]
    table = render.qualified_key(entry.schema, entry.table, schema)
    return ["tables", table, _KEYS[entry.kind], own]


def _standing(node: object, key: str, schema: str) -> Entry | None:
    """Return the entry of a mapping that a key means, however its name is written there."""
    if not isinstance(node, Mapping):
        return None
    meant = split_key(_unquoted(key))
    wanted = (meant or [key])[-2:]
    for entry in node.entries:
        found = split_key(entry.key.text) or [entry.key.text]
        if _full(found, schema) == _full(wanted, schema):
            return entry
    return None


def _unquoted(key: str) -> str:
    return str(parse(Path(), f"{key}: x").root.entries[0].key.text)


def _full(parts: list[str], schema: str) -> list[str]:
    return parts if len(parts) > 1 else [schema, *parts]


def _content(entry: Expectation, parts: Sequence[Expectation]) -> Content:
    found: list[tuple[str, Content]] = list(render.traits(entry))
    for kind, section in _KEYS.items():
        entries: list[tuple[str, Content]] = [
            (render.key(part.name), render.entry_value(part)) for part in parts if part.kind == kind
        ]
        if entries:
            found.append((section, entries))
    return found or "{}"
