"""Minimal edits: one changed expectation is one changed line, and nothing else moves.

Edits work on the text, by the marks of its nodes. Comments, blank lines, quotes, the order of
keys, line breaks and everything that no edit is about stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from . import render
from .additions import add
from .edits import Addition, Change, Edit, Removal, Rename
from .expectation import Expectation, Place, Suite
from .insertion import insert
from .layout import Layout, parse
from .nodes import Entry, Mapping
from .quoting import definition, flow
from .removal import removed, without_entry
from .replacement import put, renamed, replaced
from .trail import Trail, find


def apply(path: Path, text: str, edits: Iterable[Edit], *, schema: str = "public") -> str:
    """Return a file's text with edits applied.

    Entries that stand there are changed from the bottom upwards, so that the places of those
    above stay right; then new entries are added one by one.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :param edits: edits of entries of this file, and additions to it.
    :param schema: the schema of names without one in this file.
    :raises ManifestErrors: if the text is not sound YAML.
    :raises LookupError: if an entry does not stand where it says, or a new one does already.
    """
    listed = without_parts(edits)
    standing = [edit for edit in listed if not isinstance(edit, Addition)]
    for edit in sorted(standing, key=lambda edit: _position(edit.entry.place), reverse=True):
        text = _applied(parse(path, text), edit, schema)
    new = [edit for edit in listed if isinstance(edit, Addition)]
    return add(path, text, new, schema)


def home(suite: Suite, new: Expectation) -> Path:
    """Return the file of a suite that a new entry goes to.

    A part of a table goes to the table's file; anything else to the file whose rule under
    ``files:`` names it, else to the only file with such objects of its schema, else to the main
    file.

    :param suite: the suite.
    :param new: the entry to be added.
    """
    for file in suite.files:
        if any(_is_table_of(entry, new) for entry in file.expectations):
            return file.path
    name = new.table or new.name
    for file_name, patterns in suite.file_rules.items():
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            return suite.main.parent / file_name
    alike = {file.path for file in suite.files for e in file.expectations if _is_beside(e, new)}
    return alike.pop() if len(alike) == 1 else suite.main


def without_parts(edits: Iterable[Edit]) -> list[Edit]:
    """Leave out what the removal of a whole table takes care of.

    :param edits: edits of any entries.
    """
    listed = list(edits)
    gone = {
        (edit.entry.schema, edit.entry.table)
        for edit in listed
        if isinstance(edit, Removal) and edit.entry.kind == "table"
    }
    return [
        edit
        for edit in listed
        if isinstance(edit, Addition)
        or edit.entry.kind in {"table", "rows"}
        or (edit.entry.schema, edit.entry.table) not in gone
    ]


def _position(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _is_table_of(entry: Expectation, new: Expectation) -> bool:
    here, there = (entry.schema, entry.table), (new.schema, new.table)
    return entry.kind == "table" and here == there and new.kind not in {"table", "rows"}


def _is_beside(entry: Expectation, new: Expectation) -> bool:
    """Say whether an entry describes an object of the same kind and schema."""
    kind = "table" if new.table else new.kind
    return entry.kind == kind and entry.schema == new.schema


def _applied(layout: Layout, edit: Change | Rename | Removal, schema: str) -> str:
    trail = find(layout, edit.entry.place)
    if isinstance(edit, Removal):
        return removed(trail)
    if isinstance(edit, Rename):
        named = replace(edit.entry, name=edit.name)
        return renamed(layout, trail.entry.key, render.entry_name(named, schema))
    return _retraited(trail, edit) if edit.entry.kind == "table" else _changed(trail, edit)


def _changed(trail: Trail, edit: Change) -> str:
    """Change the comment where it differs, then the value."""
    if edit.new.comment != edit.entry.comment:
        text = _with_comment(trail, edit.new)
        layout = parse(trail.layout.source.path, text)
        trail = find(layout, edit.entry.place)
    node = trail.target
    if edit.new.value == edit.entry.value:
        return trail.layout.source.text
    in_flow = trail.in_flow
    if isinstance(node, Mapping):
        in_flow = in_flow or node.flow
        node = next(entry.value for entry in node.entries if entry.key.text == "is")
    return replaced(trail.layout, node, edit.new.value, in_flow=in_flow)


def _with_comment(trail: Trail, new: Expectation) -> str:
    node = trail.target
    if not isinstance(node, Mapping):
        return put(trail.layout, node, render.entry_value(new, in_flow=trail.in_flow))
    in_flow = node.flow or trail.in_flow
    text = None
    if new.comment is not None:
        text = flow(new.comment) if in_flow else definition(new.comment)
    owner = Entry(trail.entry.key, node)
    return _with_key(trail.layout, owner, "comment", text)


def _retraited(trail: Trail, edit: Change) -> str:
    """Bring the keys of a table about itself up to date, one by one."""
    wanted, stood = dict(render.traits(edit.new)), dict(render.traits(edit.entry))
    layout = trail.layout
    for key in dict.fromkeys([*stood, *wanted]):
        if wanted.get(key) != stood.get(key):
            owner = find(layout, edit.entry.place).entry
            text = _with_key(layout, owner, key, wanted.get(key))
            layout = parse(layout.source.path, text)
    return layout.source.text


def _with_key(layout: Layout, owner: Entry, key: str, text: str | None) -> str:
    """Set, add or take away one key of a mapping."""
    entries: Sequence[Entry] = owner.value.entries if isinstance(owner.value, Mapping) else ()
    standing = next((entry for entry in entries if entry.key.text == key), None)
    if standing is None:
        return insert(layout, owner, key, text or "")
    if text is not None:
        return put(layout, standing.value, text)
    if isinstance(owner.value, Mapping) and len(entries) > 1:
        return without_entry(layout, owner.value, standing)
    return removed(find(layout, layout.source.place(standing.key.span)))
