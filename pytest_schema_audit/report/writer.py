"""How files, places and items are spelled in every text."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..manifest.expectation import Place
from ..verdict import ItemKey

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What would break a line or a terminal."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Spells paths as somebody in a folder would type them.

    :ivar base: the folder pytest was started in.
    """

    base: Path

    def path(self, path: Path | str) -> str:
        """Spell a path relative to the folder, with slashes; far away ones stay absolute."""
        relative = Path(os.path.relpath(path, self.base))
        return (Path(path) if relative.parts.count(os.pardir) > 2 else relative).as_posix()

    def place(self, place: Place) -> str:
        """Spell ``file:line``."""
        return f"{self.path(place.file)}:{place.line}"

    def item(self, key: ItemKey) -> str:
        """Spell an item's id, ready to be pasted after ``pytest`` once quoted for the shell."""
        return f"{self.path(key.file)}::{key.node}::{key.name}"


def one_line(text: str, limit: int = 400) -> str:
    """Make a text fit one line.

    :param limit: greatest length in characters.
    """
    flat = _flat(text)
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def line_end(text: str, limit: int = 400) -> str:
    """Make a text fit one line by its end.

    :param limit: greatest length in characters.
    """
    flat = _flat(text)
    return flat if len(flat) <= limit else f"…{flat[1 - limit :]}"


def _flat(text: str) -> str:
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def counted(number: int, noun: str) -> str:
    """Spell a number of things: ``1 cause``, ``2 causes``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
