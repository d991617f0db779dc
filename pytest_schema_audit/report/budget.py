"""How much all texts of a run may take together: pipelines refuse files that are too large."""

from __future__ import annotations

from .writer import counted

TOGETHER = 12_000_000
"""Bytes of UTF-8 that the full texts of a run may have (GitLab refuses reports over 30 MB)."""


class Budget:
    """Room for full texts; a text that comes when it is used up is cut to its first line.

    :param room: bytes of UTF-8.
    """

    def __init__(self, room: int) -> None:
        self._room = room

    def fitted(self, text: str) -> str:
        """Return the text, or its first line and how many lines are left out."""
        size = len(text.encode())
        if size <= self._room:
            self._room -= size
            return text
        title, _, rest = text.partition("\n")
        if not rest:
            return title
        return f"{title}\n  … {counted(len(rest.splitlines()), 'more line')}: run this item alone"
