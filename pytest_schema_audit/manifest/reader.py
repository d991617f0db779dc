"""From bytes to a tree: YAML with everything refused that would make a manifest mean two things.

Only libyaml's event stream is used. Its depth and the number of its nodes are bounded while it is
read, before anything is composed; libyaml's own composer recurses and would crash the process.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .compose import compose
from .errors import Mistakes
from .nodes import Mapping, Source, Span

_BYTES: Final = 16 * 1024 * 1024
_MERGE_MARKER: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)", re.MULTILINE)
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_NAMES: Final = {
    "\0": "a NUL character, which neither YAML nor PostgreSQL can hold",
    "\ufeff": "a byte order mark (U+FEFF)",
}


def read(path: Path, mistakes: Mistakes) -> tuple[Source, Mapping] | None:
    """Read one file.

    :param path: absolute path of it.
    :param mistakes: takes what is wrong with it.
    :return: the text and its tree; ``None`` if there is no tree to be had.
    """
    source = _decoded(path, mistakes)
    if source is None or _has_foreign_characters(source, mistakes):
        return None
    root = compose(source, mistakes)
    return None if root is None else (source, root)


def _decoded(path: Path, mistakes: Mistakes) -> Source | None:
    empty = Source(path, "")
    try:
        with path.open("rb") as file:
            data = file.read(_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        mistakes.add(empty, Span(0, 0, 0, 0), f"this file cannot be read: {reason}")
        return None
    if len(data) > _BYTES:
        message = f"a file of more than {_BYTES // 1024 // 1024} MB"
        mistakes.add(empty, Span(0, 0, 0, 0), message, expected="a manifest split into files")
        return None
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        _note_encoding(Source(path, data.decode("utf-8", "replace")), error, mistakes)
        return None


def _note_encoding(shown: Source, error: UnicodeDecodeError, mistakes: Mistakes) -> None:
    before = error.object[: error.start].decode("utf-8")
    message = f"not UTF-8: byte 0x{error.object[error.start]:02x}"
    mistakes.add(shown, shown.at(len(before)), message, expected="a file saved as UTF-8")


def _has_foreign_characters(source: Source, mistakes: Mistakes) -> bool:
    marker = _MERGE_MARKER.search(source.text)
    if marker:
        message = f"a merge conflict marker `{marker[0]}`"
        expected = "a file without conflicts: resolve them first"
        mistakes.add(source, source.at(marker.start()), message, expected=expected)
        return True
    foreign = _UNPRINTABLE.search(source.text)
    if foreign is None:
        return False
    char = foreign[0]
    message = _NAMES.get(char, f"a control character (U+{ord(char):04X})")
    expected = "a file saved as UTF-8 without byte order mark"
    if char != "\ufeff":
        expected = f'printable text; in a name, an escape in double quotes: "\\u{ord(char):04x}"'
    if char == "\0":
        expected = "text"
    mistakes.add(source, source.at(foreign.start()), message, expected=expected)
    return True
