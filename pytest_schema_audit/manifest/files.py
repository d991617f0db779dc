"""Find the manifest files of a run and put them together to suites."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from .errors import Mistake, Mistakes, NoManifestError
from .expectation import Place
from .keys import FILE, MAIN, SETTINGS, check_keys, note_misplaced
from .nodes import Entry, Mapping, Source
from .nodes import Sequence as SequenceNode
from .reader import read
from .reading import Reading

SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class Tree:
    """One file, parsed.

    :ivar source: its text.
    :ivar root: its tree.
    """

    source: Source
    root: Mapping

    @property
    def path(self) -> Path:
        """Absolute path of the file."""
        return self.source.path

    @property
    def is_main(self) -> bool:
        """Whether it holds ``database:``."""
        return any(entry.key.text == MAIN for entry in self.root.entries)


@dataclass(frozen=True)
class Group:
    """The files of one suite.

    :ivar main: the file that holds ``database:``.
    :ivar others: the rest, sorted by path.
    """

    main: Tree
    others: tuple[Tree, ...]


def manifest_files(paths: Sequence[Path]) -> list[Path]:
    """Return the YAML files at and below some paths, absolute, sorted, each once.

    Hidden files and folders are left out; symbolic links to folders are not followed.

    :param paths: folders and files; those that do not exist give nothing.
    :raises NoManifestError: for a folder that cannot be read: what it holds is not known.
    """
    found: set[Path] = set()
    for path in paths:
        absolute = Path(os.path.normpath(Path.cwd() / path))
        if absolute.is_file():
            found.add(absolute)
        for folder, folders, names in os.walk(absolute, onerror=_refuse):
            folders[:] = [name for name in folders if not name.startswith(".")]
            visible = [Path(folder, name) for name in names if not name.startswith(".")]
            found.update(file for file in visible if file.suffix in SUFFIXES)
    return sorted(found)


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise NoManifestError.unreadable(Path(error.filename), error) from error


def is_below(name: str) -> bool:
    """Say whether a file of that relative name would be read with the folder it is relative to."""
    parts = Path(os.path.normpath(name)).parts
    hidden = any(part.startswith(".") for part in parts)
    return not (Path(name).is_absolute() or hidden) and Path(name).suffix in SUFFIXES


def trees_of(paths: Sequence[Path], mistakes: Mistakes) -> dict[Path, Tree]:
    """Parse files; those that cannot be parsed are left out.

    :param paths: files, absolute.
    :param mistakes: takes what is wrong.
    """
    found = ((path, read(path, mistakes)) for path in paths)
    return {path: Tree(*tree) for path, tree in found if tree is not None}


def may_be_main(path: Path) -> bool:
    """Say whether a file can hold ``database:``, escapes included: faster than to parse it."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return MAIN.encode() in data or b"\\" in data


def home_of(path: Path, mains: Container[Path]) -> Path | None:
    """Find the folder of a file's suite: its own or the nearest above it.

    :param mains: the folders with a main file.
    """
    return next((up for up in path.parents if up in mains), None)


def group_files(
    paths: Sequence[Path], mistakes: Mistakes, known: MappingOf[Path, Tree]
) -> list[Group]:
    """Parse the files and put each to the suite whose folder it is in.

    A file belongs to the suite of its own folder or of the nearest folder above it.

    :param paths: files, absolute.
    :param mistakes: takes what is wrong.
    :param known: files that are parsed already.
    """
    parsed = {**known, **trees_of([path for path in paths if path not in known], mistakes)}
    unread = {path.parent for path in paths if path not in parsed}
    trees = [parsed[path] for path in paths if path in parsed]
    mains = mains_of(trees, mistakes)
    members: dict[Path, list[Tree]] = {folder: [] for folder in mains}
    for tree in trees:
        if tree.is_main:
            continue
        home = home_of(tree.path, mains)
        if home is not None:
            members[home].append(tree)
        elif not any(up in unread for up in tree.path.parents):
            _note_homeless(tree, mistakes)
    return [Group(main, tuple(members[folder])) for folder, main in mains.items()]


def mains_of(trees: Iterable[Tree], mistakes: Mistakes) -> dict[Path, Tree]:
    """Return the main files by their folder, of which each has one.

    :param mistakes: takes what is wrong.
    """
    mains: dict[Path, Tree] = {}
    for tree in filter(lambda tree: tree.is_main, trees):
        first = mains.setdefault(tree.path.parent, tree)
        if first is not tree:
            key = next(entry.key for entry in tree.root.entries if entry.key.text == MAIN)
            message = f"a second `{MAIN}:` in this folder; the first is in {first.path.name}"
            expected = "one suite in a folder; another one in a folder of its own"
            mistakes.add(tree.source, key.span, message, expected=expected)
    return mains


def _note_homeless(tree: Tree, mistakes: Mistakes) -> None:
    mistakes.note(
        Mistake(
            Place(tree.path, 1, 1),
            f"this file belongs to no suite: no file of its folder holds `{MAIN}:`",
            expected="one file of the folder, or of one above it, with",
            write=f"{MAIN}: NAME",
        )
    )


def reading_of(
    tree: Tree,
    mistakes: Mistakes,
    types: frozenset[str] = frozenset(),
    sound: set[tuple[str, str]] | None = None,
) -> Reading:
    """Begin to read a file: its default schema is known.

    :param mistakes: takes what is wrong.
    :param types: names of the types that the suite describes.
    :param sound: definitions that were parsed before.
    """
    reading = Reading(tree.source, mistakes, types=types)
    node = next((e.value for e in tree.root.entries if e.key.text == "schema"), None)
    schema = reading.word(node, "the schema of names without one") if node else None
    return Reading(
        tree.source, mistakes, schema or "public", types, set() if sound is None else sound
    )


def entries_of(reading: Reading, tree: Tree) -> dict[str, Entry]:
    """Return the entries of a file by key, without those nobody knows."""
    known = (*SETTINGS, *FILE) if tree.is_main else FILE
    found = check_keys(reading, tree.root, known, "a manifest file")
    limit = found.get("schemas")
    if limit is not None and not tree.is_main and isinstance(limit.value, SequenceNode):
        note_misplaced(reading, limit)
    return found
