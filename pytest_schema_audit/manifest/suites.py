"""The entries of manifest files: every key has its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from .compose import compose
from .duplicates import note_duplicates, note_waived_twice
from .errors import EnoughError, Mistake, Mistakes
from .expectation import Expectation, IgnoreRule, ManifestFile, Suite, Waiver
from .figures import read_rows, read_totals
from .files import Group, Tree, entries_of, reading_of
from .keys import OBJECTS
from .nodes import Entry, Node, Source
from .nodes import Mapping as MappingNode
from .objects import read_objects
from .reading import Reading, without_cycle_search
from .rules import read_ignore, read_waivers
from .settings import Settings, fields_of, read_settings
from .tables import read_enums, read_sequences, read_tables

_READERS: Final[Mapping[str, Callable[[Reading, Node], Iterator[Expectation]]]] = {
    "tables": read_tables,
    "enums": read_enums,
    "sequences": read_sequences,
    "totals": read_totals,
    "rows": read_rows,
}

_TYPES: Final = ("enums", "domains", "composite types", "range types", "base types")
"""Keys whose entries are types that a column may name."""


def read_suite(group: Group, mistakes: Mistakes) -> Suite:
    """Read all entries of a suite.

    :param group: its files.
    :param mistakes: takes what is wrong.
    """
    trees = (group.main, *group.others)
    types = frozenset(_type_names(trees))
    sound: set[tuple[str, str]] = set()
    readings = [reading_of(tree, mistakes, types, sound) for tree in trees]
    found = [entries_of(reading, tree) for reading, tree in zip(readings, trees, strict=True)]
    pairs = list(zip(readings, found, strict=True))
    files = tuple(ManifestFile(r.source.path, tuple(_expectations(r, e))) for r, e in pairs)
    note_duplicates(
        [(r.source, f.expectations) for (r, _), f in zip(pairs, files, strict=True)], mistakes
    )
    waivers = [tuple(_waived(*pair)) for pair in pairs]
    note_waived_twice(zip((r.source for r in readings), waivers, strict=True), mistakes)
    settings = read_settings(readings[0], found[0])
    if settings.schemas:
        for reading, file in zip(readings, files, strict=True):
            _note_left_out(reading.source, file.expectations, settings, mistakes)
    return Suite(
        main=group.main.path,
        files=files,
        ignore=tuple(rule for pair in pairs for rule in _ignored(*pair)),
        waivers=tuple(waiver for of_file in waivers for waiver in of_file),
        **fields_of(settings),
    )


def _note_left_out(
    source: Source, entries: Iterable[Expectation], settings: Settings, mistakes: Mistakes
) -> None:
    """Note entries of objects in schemas that the suite is limited not to look into."""
    for entry in entries:
        is_own = entry.kind == "table" or not entry.table
        if not is_own or not entry.schema or entry.schema in settings.schemas:
            continue
        place = entry.place
        message = f"an entry in the schema `{entry.schema}`, which `schemas:` leaves out"
        listed = ", ".join([*settings.schemas, entry.schema])
        expected = f"`schemas: [{listed}]` in the main file, or no entry here"
        line = source.lines[place.line - 1]
        mistakes.note(Mistake(place, message, expected, line=line))


def read_text(
    path: Path, text: str, types: frozenset[str] = frozenset()
) -> tuple[str, ManifestFile]:
    """Read one file's expectations from text, without its suite.

    :param path: absolute path of the file, for messages.
    :param text: its text.
    :param types: names of types that other files of the suite describe.
    :return: the schema of names without one, and the file.
    :raises ManifestErrors: with every mistake in the text.
    """
    mistakes = Mistakes()
    with suppress(EnoughError), without_cycle_search():
        source = Source(path, text)
        root = compose(source, mistakes)
        if root is not None:
            tree = Tree(source, root)
            reading = reading_of(tree, mistakes, types | set(_type_names([tree])), set())
            found = tuple(_expectations(reading, entries_of(reading, tree)))
            note_duplicates([(source, found)], mistakes)
    mistakes.raise_any()
    return reading.schema, ManifestFile(path, found)


def _expectations(reading: Reading, found: Mapping[str, Entry]) -> Iterator[Expectation]:
    for key, entry in found.items():
        if key in _READERS:
            yield from _READERS[key](reading, entry.value)
        elif key in OBJECTS:
            yield from read_objects(reading, entry.value, OBJECTS[key])


def _ignored(reading: Reading, found: Mapping[str, Entry]) -> Iterator[IgnoreRule]:
    if "ignore" in found:
        yield from read_ignore(reading, found["ignore"].value)


def _waived(reading: Reading, found: Mapping[str, Entry]) -> Iterator[Waiver]:
    if "waive" in found:
        yield from read_waivers(reading, found["waive"].value)


def _type_names(trees: Sequence[Tree]) -> Iterator[str]:
    """Give the names of the manifest's own types, as far as they can be read before the rest."""
    for tree in trees:
        nodes = {entry.key.text: entry.value for entry in tree.root.entries}
        schema = getattr(nodes.get("schema"), "text", "public")
        described = [nodes.get(key) for key in _TYPES]
        found = [node for node in described if isinstance(node, MappingNode)]
        for entry in (entry for node in found for entry in node.entries):
            name = entry.key.text
            outside = schema != "public" and "." not in name
            yield f"{schema}.{name}" if outside else name.removeprefix("public.")
