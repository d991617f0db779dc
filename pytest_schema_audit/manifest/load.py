"""From the files of a manifest to suites of expectations, with all their mistakes at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Final

from .compose import compose
from .duplicates import note_duplicates
from .errors import EnoughError, Mistake, Mistakes, NoManifestError
from .expectation import Expectation, IgnoreRule, ManifestFile, Place, Suite, Waiver
from .figures import read_rows, read_totals
from .files import Group, Tree, group_files, manifest_files
from .keys import FILE, SETTINGS, check_keys
from .nodes import Entry, Node, Source
from .nodes import Mapping as MappingNode
from .reading import Reading
from .rules import read_ignore, read_waivers
from .settings import Settings, read_settings
from .tables import read_enums, read_sequences, read_tables

_READERS: Final[Mapping[str, Callable[[Reading, Node], Iterator[Expectation]]]] = {
    "tables": read_tables,
    "enums": read_enums,
    "sequences": read_sequences,
    "totals": read_totals,
    "rows": read_rows,
}


def load(paths: Sequence[Path]) -> tuple[Suite, ...]:
    """Read all suites at and below some paths.

    A suite is a folder of YAML files one of which holds ``database:``, with the folders below it
    that have none of their own; or such a file alone, if the path is that of the file.

    :param paths: folders and files, absolute or relative to the current folder.
    :return: the suites, sorted by the path of their main file.
    :raises ManifestErrors: with every mistake in any of the files.
    :raises NoManifestError: if there is no file at all, or YAML cannot be read here.
    """
    files = manifest_files(paths)
    if not files:
        raise NoManifestError.nothing_found(paths)
    mistakes = Mistakes()
    suites = []
    with suppress(EnoughError), _without_cycle_search():
        suites = [_suite(group, mistakes) for group in group_files(files, mistakes)]
    mistakes.raise_any()
    return tuple(suites)


def load_suite(path: Path) -> Suite:
    """Read the one suite of a folder or file.

    :param path: a folder with one suite, or a file with ``database:``.
    :raises ManifestErrors: with every mistake, or if there is more than one suite.
    :raises NoManifestError: if there is no file at all, or YAML cannot be read here.
    """
    suites = load([path])
    if len(suites) > 1:
        mistakes = Mistakes()
        for suite in suites:
            mistakes.note(Mistake(Place(suite.main, 1, 1), "one of several suites here"))
        mistakes.raise_any()
    return suites[0]


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
    with suppress(EnoughError), _without_cycle_search():
        source = Source(path, text)
        root = compose(source, mistakes)
        if root is not None:
            tree = Tree(source, root)
            reading = _reading(tree, mistakes, types | set(_type_names([tree])), set())
            found = tuple(_expectations(reading, _entries(reading, tree)))
            note_duplicates([(source, found)], mistakes)
    mistakes.raise_any()
    return reading.schema, ManifestFile(path, found)


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Make many small values faster.

    None of them refers back, and the search for cycles of values that do would take more than
    half of the time of a large manifest.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _suite(group: Group, mistakes: Mistakes) -> Suite:
    trees = (group.main, *group.others)
    types = frozenset(_type_names(trees))
    sound: set[tuple[str, str]] = set()
    readings = [_reading(tree, mistakes, types, sound) for tree in trees]
    found = [_entries(reading, tree) for reading, tree in zip(readings, trees, strict=True)]
    pairs = list(zip(readings, found, strict=True))
    files = tuple(ManifestFile(r.source.path, tuple(_expectations(r, e))) for r, e in pairs)
    note_duplicates(
        [(r.source, f.expectations) for (r, _), f in zip(pairs, files, strict=True)], mistakes
    )
    settings = read_settings(readings[0], found[0])
    if not any(file.expectations for file in files) and not mistakes.count:
        _note_empty(readings[0], found[0])
    return Suite(
        main=group.main.path,
        files=files,
        ignore=tuple(rule for pair in pairs for rule in _ignored(*pair)),
        waivers=tuple(waiver for pair in pairs for waiver in _waived(*pair)),
        **{field.name: getattr(settings, field.name) for field in fields(Settings)},
    )


def _reading(
    tree: Tree, mistakes: Mistakes, types: frozenset[str], sound: set[tuple[str, str]]
) -> Reading:
    reading = Reading(tree.source, mistakes, types=types)
    node = next((e.value for e in tree.root.entries if e.key.text == "schema"), None)
    schema = reading.word(node, "the schema of names without one") if node else None
    return Reading(tree.source, mistakes, schema or "public", types, sound)


def _entries(reading: Reading, tree: Tree) -> dict[str, Entry]:
    known = (*SETTINGS, *FILE) if tree.is_main else FILE
    return check_keys(reading, tree.root, known, "a manifest file")


def _expectations(reading: Reading, found: Mapping[str, Entry]) -> Iterator[Expectation]:
    for key, entry in found.items():
        if key in _READERS:
            yield from _READERS[key](reading, entry.value)


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
        enums = nodes.get("enums")
        for entry in enums.entries if isinstance(enums, MappingNode) else ():
            name = entry.key.text
            outside = schema != "public" and "." not in name
            yield f"{schema}.{name}" if outside else name.removeprefix("public.")


def _note_empty(reading: Reading, found: Mapping[str, Entry]) -> None:
    reading.mistake(
        found["database"].key,
        "this suite expects nothing: an audit of it could only pass",
        expected="at least one entry, in this file or in another of its folder; "
        "pytest --schema-audit-init writes them all",
    )
