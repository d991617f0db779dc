"""Minimal edits: one changed expectation is one changed line, and nothing else moves.

Edits work on the text, by the marks of its nodes. Comments, blank lines, quotes, the order of
keys, line breaks and everything that no edit is about stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from . import render
from .additions import add, find_entry
from .blocks import Block, Edited, below, by_block, moved, put_back
from .edits import Addition, Change, Edit, Order, Removal, Rename
from .errors import ManifestErrors
from .expectation import Expectation, Place, Suite, Text
from .insertion import insert
from .layout import Layout, parse
from .nodes import Entry, Mapping, Scalar
from .object_kinds import holds_parts
from .ordering import ordered
from .removal import removed, without_entry
from .replacement import put, renamed, replaced
from .trail import Trail, find


def apply(path: Path, text: str, edits: Iterable[Edit], *, schema: str = "public") -> str:
    """Return a file's text with edits applied.

    What is edited inside of one table or other object is edited in its own lines; the rest then in
    the whole text.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :param edits: edits of entries of this file, and additions to it.
    :param schema: the schema of names without one in this file.
    :raises ManifestErrors: if the text is not sound YAML.
    :raises LookupError: if an entry does not stand where it says, or a new one does already.
    """
    listed = without_parts(edits)
    layout = parse(path, text)
    done: list[Edited] = []
    rest = dict(enumerate(listed))
    for block, numbers in by_block(layout, listed, schema):
        lines = _lines(block, [listed[number] for number in numbers], schema)
        if lines is not None:
            done.append(Edited(block, lines))
            for number in numbers:
                del rest[number]
    return one_by_one(path, put_back(layout, done), below(rest.values(), done), schema)


def one_by_one(path: Path, text: str, edits: Iterable[Edit], schema: str) -> str:
    """Return a text with edits applied, each to the whole text.

    Entries that stand there are changed from the bottom upwards, so that the places of those
    above stay right; then new entries are added one by one, and columns put in order.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :param edits: as :func:`without_parts` gives them.
    :param schema: the schema of names without one in this file.
    """
    listed = list(edits)
    standing = [edit for edit in listed if not isinstance(edit, Addition | Order)]
    for edit in sorted(standing, key=lambda edit: _position(edit.entry.place), reverse=True):
        text = _applied(parse(path, text), edit, schema)
    new = [edit for edit in listed if isinstance(edit, Addition)]
    text = add(path, text, new, schema)
    for order in (edit for edit in listed if isinstance(edit, Order)):
        layout = parse(path, text)
        table = find_entry(layout, order.entry, schema)
        text = ordered(layout, table, order.names) if table else text
    return text


def _lines(block: Block, edits: Iterable[Edit], schema: str) -> str | None:
    """Edit the lines of a block; ``None`` if that takes more than them."""
    own = [moved(edit, 1 - block.line) for edit in edits]
    try:
        return block.lines_of(one_by_one(block.layout.source.path, block.text, own, schema))
    except (LookupError, ManifestErrors):  # whose places would be those of the block's text
        return None


def home(suite: Suite, new: Expectation) -> Path:
    """Return the file of a suite that a new entry goes to.

    A part of a table goes to the table's file; anything else to the file whose rule under
    ``files:`` names it, with its schema or without, else to the only file with such objects of its
    schema, else to the only one with any of its schema, else to the main file.

    :param suite: the suite.
    :param new: the entry to be added.
    """
    for file in suite.files:
        if any(_is_table_of(entry, new) for entry in file.expectations):
            return file.path
    name = new.table or new.name
    names = (name, f"{new.schema}.{name}")
    for file_name, patterns in suite.file_rules.items():
        if any(fnmatchcase(one, pattern) for one in names for pattern in patterns):
            return suite.main.parent / file_name
    beside = {file.path for file in suite.files for e in file.expectations if _is_beside(e, new)}
    near = {file.path for file in suite.files for e in file.expectations if e.schema == new.schema}
    candidates = beside or (near if new.schema else set())
    return candidates.pop() if len(candidates) == 1 else suite.main


def without_parts(edits: Iterable[Edit]) -> list[Edit]:
    """Leave out what the removal of a whole table takes care of.

    :param edits: edits of any entries.
    """
    listed = list(edits)
    gone = {
        edit.entry.relation
        for edit in listed
        if isinstance(edit, Removal) and holds_parts(edit.entry.kind)
    }
    return [
        edit
        for edit in listed
        if isinstance(edit, Addition)
        or not edit.entry.table
        or edit.entry.kind in {"table", "rows"}
        or edit.entry.relation not in gone
    ]


def _position(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _is_table_of(entry: Expectation, new: Expectation) -> bool:
    if new.kind in {"table", "rows"} or not new.table:
        return False
    return holds_parts(entry.kind) and entry.relation == new.relation


def _is_beside(entry: Expectation, new: Expectation) -> bool:
    """Say whether an entry describes an object of the same kind and schema."""
    kind = "table" if new.table else new.kind
    return entry.kind == kind and entry.schema == new.schema


def _applied(layout: Layout, edit: Change | Rename | Removal, schema: str) -> str:
    if isinstance(edit, Rename) and edit.new:
        text = _applied(layout, Change(edit.entry, edit.new), schema)
        layout = parse(layout.source.path, text)
    trail = find(layout, edit.entry.place)
    if isinstance(edit, Removal):
        return removed(trail)
    if isinstance(edit, Rename):
        named = replace(edit.entry, name=edit.name)
        return renamed(layout, trail.entry.key, render.entry_name(named, schema))
    if edit.entry.kind == "table":
        return _retraited(trail, edit, schema)
    return _changed(trail, edit)


def _changed(trail: Trail, edit: Change) -> str:
    """Change what stands beside the value where it differs, then the value."""
    for key in _besides(edit):
        changed = _with_besides(trail, edit.new, key)
        trail = find(parse(trail.layout.source.path, changed), edit.entry.place)
    node = trail.target
    if edit.new.value == edit.entry.value:
        return trail.layout.source.text
    if edit.new.value == Text(""):
        return put(trail.layout, node, render.entry_value(edit.new, in_flow=True))
    in_flow = trail.in_flow
    if isinstance(node, Mapping):
        in_flow = in_flow or node.flow
        given = next((entry.value for entry in node.entries if entry.key.text == "is"), None)
        if given is None:
            return _with_besides(trail, edit.new, "is")
        node = given
    return replaced(trail.layout, node, edit.new.value, in_flow=in_flow)


def _besides(edit: Change) -> Iterator[str]:
    """Give the keys beside ``is:`` that change."""
    stood, wanted = dict(render.keys(edit.entry)), dict(render.keys(edit.new))
    for key in dict.fromkeys([*stood, *wanted]):
        if key not in {"is", "when"} and stood.get(key) != wanted.get(key):
            yield key


def _with_besides(trail: Trail, new: Expectation, key: str) -> str:
    node = trail.target
    if isinstance(node, Scalar) and isinstance(trail.parts[-1], Entry) and "\n" in node.text:
        content = dict(render.keys(new, in_flow=trail.in_flow))[key]
        return insert(trail.layout, trail.entry, key, content)
    if not isinstance(node, Mapping):
        return put(trail.layout, node, render.entry_value(new, in_flow=True))
    in_flow = node.flow or trail.in_flow
    written = dict(render.keys(new, in_flow=in_flow)).get(key)
    owner = Entry(trail.entry.key, node)
    return _with_key(trail.layout, owner, key, written)


def _retraited(trail: Trail, edit: Change, schema: str) -> str:
    """Bring the keys of a table about itself up to date, one by one."""
    wanted, stood = (dict(render.traits(one, schema)) for one in (edit.new, edit.entry))
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
