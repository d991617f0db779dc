"""New entries, put where they belong in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import render
from .content import Content, entry_content, sections
from .edits import Addition
from .expectation import Expectation
from .insertion import insert
from .keys import OBJECTS, SECTIONS
from .layout import Layout, parse
from .names import full_name
from .nodes import Entry, Mapping
from .object_kinds import holds_parts
from .quoting import before_value

_TOP = {
    "table": "tables",
    "enum": "enums",
    "sequence": "sequences",
    **{one.kind: key for key, one in OBJECTS.items()},
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
    owners = {entry.relation for entry in new if holds_parts(entry.kind)}
    for entry in new:
        if entry.kind not in _TOP and entry.relation in owners:
            continue
        parts = [e for e in new if e.kind in _KEYS and e.relation == entry.relation]
        held = parts if holds_parts(entry.kind) else []
        text = _added(parse(path, text), entry, held, schema)
    return text


def find_entry(layout: Layout, entry: Expectation, schema: str) -> Entry | None:
    """Return the entry of a name as it stands in a file, wherever it stands.

    :param entry: the expectation; its place means nothing.
    :param schema: the schema of names without one in this file.
    """
    owner: Entry | None = None
    for key in _path(layout, entry, schema):
        owner = _standing(owner.value if owner else layout.root, key, schema)
        if owner is None:
            return None
    return owner


def _added(layout: Layout, entry: Expectation, parts: Sequence[Expectation], schema: str) -> str:
    keys = _path(layout, entry, schema)
    content: Content = (
        entry_content(entry, parts) if entry.kind != "table" else _content(entry, parts, schema)
    )
    owner: Entry | None = None
    for depth, key in enumerate(keys):
        standing = _standing(owner.value if owner else layout.root, key, schema)
        if standing is None:
            for inner in reversed(keys[depth + 1 :]):
                content = [(inner, content)]
            return insert(layout, owner, key, content)
        owner = standing
    raise LookupError(f"{layout.source.path}: {' > '.join(keys)} stands there already")


def _path(layout: Layout, entry: Expectation, schema: str) -> list[str]:
    """Return the keys that lead to an entry, its own last."""
    own = render.entry_key(entry, schema)
    if entry.kind in _TOP:
        return [_TOP[entry.kind], own]
    relation = render.qualified_key(entry.schema, entry.table, schema)
    holders = (_TOP[kind] for kind in _TOP if holds_parts(kind))
    there = [key for key in holders if _standing(_under(layout, key), relation, schema)]
    return [there[0] if there else "tables", relation, _KEYS[entry.kind], own]


def _under(layout: Layout, key: str) -> object:
    return next((entry.value for entry in layout.root.entries if entry.key.text == key), None)


def _standing(node: object, key: str, schema: str) -> Entry | None:
    """Return the entry of a mapping that a key means, however its name is written there."""
    if not isinstance(node, Mapping):
        return None
    wanted = full_name(_unquoted(key), schema)[-2:]
    entries = (e for e in node.entries if full_name(e.key.text, schema) == wanted)
    return next(entries, None)


def _unquoted(key: str) -> str:
    written = "\n".join(before_value(key, ""))
    return str(parse(Path(), f"{written} x").root.entries[0].key.text)


def _content(entry: Expectation, parts: Sequence[Expectation], schema: str) -> Content:
    found: list[tuple[str, Content]] = list(render.traits(entry, schema))
    return (found + sections(parts)) or "{}"
