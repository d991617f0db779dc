"""One file as it is being read: its text, its defaults, and where its mistakes go."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from .errors import Mistakes
from .nodes import Mapping, Node, Scalar, Sequence, Source, Span
from .quoting import quoted

_CUT: Final = re.compile(r"[ \t]+#")
_NO_SPACE: Final = re.compile(r"(?P<key>[\w.$]+):(?P<value>[^:\s].*)")


@contextmanager
def without_cycle_search() -> Iterator[None]:
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


@dataclass(frozen=True)
class Reading:
    """What every part of the loader needs to know.

    :ivar source: the file.
    :ivar mistakes: takes what is wrong.
    :ivar schema: the schema of names without one.
    :ivar types: exact names of the manifest's own types; those outside public as ``schema.name``.
    :ivar sound: definitions that have been parsed already; many columns share one.
    """

    source: Source
    mistakes: Mistakes
    schema: str = "public"
    types: Set[str] = field(default_factory=frozenset)
    sound: set[tuple[str, str]] = field(default_factory=set)

    def mistake(
        self, at: Node | Span, message: str, *, expected: str = "", write: str = ""
    ) -> None:
        """Note a mistake.

        :param at: the node, or its place.
        :param message: what is wrong.
        :param expected: what should stand there.
        :param write: the right spelling, ready to paste.
        """
        span = at if isinstance(at, Span) else at.span
        self.mistakes.add(self.source, span, message, expected=expected, write=write)

    def mapping(self, node: Node, expected: str) -> Mapping | None:
        """Return the node if it is a mapping.

        :param node: the node.
        :param expected: what the mapping should hold, in words.
        """
        if isinstance(node, Mapping):
            return node
        self._note_kind(node, expected)
        return None

    def items(self, node: Node, expected: str) -> tuple[Node, ...]:
        """Return the items of a list; none, and a mistake, if it is no list.

        :param node: the node.
        :param expected: what the list should hold, in words.
        """
        if isinstance(node, Sequence):
            return node.items
        self._note_kind(node, expected)
        return ()

    def word(self, node: Node, expected: str) -> str | None:
        """Return a text that cannot sensibly hold `` #``: a number, a word, a path.

        :param node: the node.
        :param expected: what it should say, in words.
        """
        if not isinstance(node, Scalar):
            self._note_kind(node, expected)
            return None
        if not node.text and not node.style:
            self._note_kind(node, expected)
            return None
        if "\0" in node.text:
            self.mistake(node, "a NUL character, which PostgreSQL cannot hold")
            return None
        return node.text

    def text(self, node: Node, expected: str) -> str | None:
        """Return a text, making sure that no part of it has been cut off as a comment.

        :param node: the node.
        :param expected: what it should say, in words.
        """
        text = self.word(node, expected)
        if text is None or not isinstance(node, Scalar) or node.style:
            return text
        if _CUT.match(self.source.text, node.span.end):
            self._note_cut(node, self.source.after(node.span).strip())
            return None
        return text

    def reason(self, node: Node) -> str | None:
        """Return a reason, which says something."""
        text = self.text(node, "a reason, in words")
        if text is not None and not text.strip():
            self.mistake(node, "a reason that says nothing", expected="why, in words")
            return None
        return text

    def _note_cut(self, node: Scalar, comment: str) -> None:
        text, span = node.text, node.span
        expected, write = "quotes around the whole value", quoted(f"{text} {comment}")
        in_quotes = text.count("'") % 2 or text.count('"') % 2
        if comment.startswith("# ") and not in_quotes:
            entry = self.source.lines[span.line][: span.column + len(text)].strip()
            expected = "the comment on a line of its own above, or quotes around the whole value"
            write = f"{comment}\n{entry}"
        self.mistake(
            Span(span.line, span.column + len(text), span.end, span.end),
            "` #` begins a comment: what follows is not part of the value",
            expected=expected,
            write=write,
        )

    def _note_kind(self, node: Node, expected: str) -> None:
        text = node.text if isinstance(node, Scalar) and not node.style else ""
        entry = _NO_SPACE.match(text)
        if entry:
            write = f"{entry['key']}: {entry['value']}"
            self.mistake(node, "no space behind the colon", expected="key: value", write=write)
            return
        if isinstance(node, Scalar) and not node.text:
            message = "nothing stands here"
        else:
            found = {Scalar: "a text", Mapping: "a mapping", Sequence: "a list"}[type(node)]
            message = f"{found} where something else is wanted"
        self.mistake(node, message, expected=expected)
