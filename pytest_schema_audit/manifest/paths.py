"""Paths in manifests: relative to the folder of the file they stand in."""

from __future__ import annotations

import os
from pathlib import Path

from .nodes import Node, Sequence
from .reading import Reading


def path(reading: Reading, node: Node) -> Path | None:
    """Read a path, relative to the folder of the manifest file.

    :param reading: the file; takes the mistakes.
    :param node: the value.
    :return: the absolute path.
    """
    text = reading.word(node, "a path, relative to this file's folder")
    return None if text is None else Path(os.path.normpath(reading.source.path.parent / text))


def sql_files(reading: Reading, node: Node | None) -> tuple[Path, ...]:
    """Read an SQL file, or a list of them.

    :param reading: the file; takes the mistakes.
    :param node: the value, if there is one.
    :return: absolute paths.
    """
    if node is None:
        return ()
    expected = "an SQL file, or a list of them, relative to this file's folder"
    items = node.items if isinstance(node, Sequence) else (node,)
    files = []
    for item in items:
        text = reading.word(item, expected)
        file = path(reading, item) if text is not None else None
        if file is not None and not file.is_file():
            reading.mistake(item, f"no such file: {text}", expected=expected)
        files += [file] if file else []
    return tuple(files)
