"""Find the manifest files of a run and put them together to suites."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import Mistake, Mistakes
from .expectation import Place
from .keys import MAIN
from .nodes import Mapping, Source
from .reader import read

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
    """
    found: set[Path] = set()
    for path in paths:
        absolute = Path(os.path.normpath(Path.cwd() / path))
        if absolute.is_file():
            found.add(absolute)
        for folder, folders, names in os.walk(absolute):
            folders[:] = [name for name in folders if not name.startswith(".")]
            visible = [Path(folder, name) for name in names if not name.startswith(".")]
            found.update(file for file in visible if file.suffix in SUFFIXES)
    return sorted(found)


def group_files(paths: Sequence[Path], mistakes: Mistakes) -> list[Group]:
    """Read the files and put each to the suite whose folder it is in.

    A file belongs to the suite of its own folder or of the nearest folder above it.

    :param paths: files, absolute.
    :param mistakes: takes what is wrong.
    """
    read_files = [read(path, mistakes) for path in paths]
    unread = {path.parent for path, tree in zip(paths, read_files, strict=True) if tree is None}
    trees = [Tree(*tree) for tree in read_files if tree is not None]
    mains = _mains([tree for tree in trees if tree.is_main], mistakes)
    members: dict[Path, list[Tree]] = {folder: [] for folder in mains}
    for tree in trees:
        if tree.is_main:
            continue
        home = next((up for up in tree.path.parents if up in mains), None)
        if home is not None:
            members[home].append(tree)
        elif not any(up in unread for up in tree.path.parents):
            _note_homeless(tree, mistakes)
    return [Group(main, tuple(members[folder])) for folder, main in mains.items()]


def _mains(trees: list[Tree], mistakes: Mistakes) -> dict[Path, Tree]:
    mains: dict[Path, Tree] = {}
    for tree in trees:
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
