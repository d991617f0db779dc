"""Compose libyaml's events into a tree of nodes, bounded, with everything ambiguous refused."""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn, TypeAlias

import yaml

from .errors import Mistakes, NoManifestError
from .nodes import Entry, Mapping, Node, Scalar, Sequence, Source, Span
from .quoting import LONGEST_KEY
from .syntax import DEPTH, TOO_DEEP, note_syntax, note_tabs

_NODES: Final = 250_000

# The attributes of libyaml's events depend on their class, and no marks are declared.
_Event: TypeAlias = Any


class _RefusedError(Exception):
    """The rest of the file is not read; what is wrong has been noted."""


def compose(source: Source, mistakes: Mistakes) -> Mapping | None:
    """Parse the text and build its tree.

    :param source: text without control characters.
    :param mistakes: takes what is wrong.
    :return: the root; ``None`` if the text is no mapping or breaks a rule.
    :raises NoManifestError: if PyYAML lacks libyaml.
    """
    return _Composer(source, mistakes).document()


class _Composer:
    """One pass over one file."""

    def __init__(self, source: Source, mistakes: Mistakes) -> None:
        self._source = source
        self._mistakes = mistakes
        self._events = _parser(source.text)
        self._quoted: list[Span] = []
        self._last: Scalar | None = None
        self._several_lines: list[Scalar] = []
        self._end = 0
        self._count = 0

    def document(self) -> Mapping | None:
        """Read the one document; ``None`` if there is no tree to be had."""
        try:
            root = self._root()
        except _RefusedError:
            return None
        except yaml.YAMLError as error:
            note_syntax(self._source, error, self._last, self._mistakes)
            self._several_lines = [s for s in self._several_lines if s is not self._last]
            return None
        finally:
            self._events.dispose()
            self._note_several_lines()
        note_tabs(self._source, self._quoted, self._mistakes)
        return root

    def _root(self) -> Mapping | None:
        self._events.get_event()
        start = self._events.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            return Mapping((), flow=False, span=Span(0, 0, 0, 0))
        self._check_start(start)
        root = self._node(self._events.get_event(), depth=0)
        self._events.get_event()
        following = self._events.get_event()
        if isinstance(following, yaml.DocumentStartEvent):
            self._refuse(following, "a second document", expected="one document in a file")
        if isinstance(root, Mapping):
            return root
        message = "not a mapping"
        self._mistakes.add(self._source, root.span, message, expected="keys such as `tables:`")
        return None

    def _check_start(self, start: _Event) -> None:
        if start.version or start.tags:
            self._refuse(start, "a YAML directive", expected="a file without `%` lines")

    def _refuse(
        self, event: _Event, message: str, *, expected: str = "", write: str = ""
    ) -> NoReturn:
        span = _span(event)
        self._mistakes.add(self._source, span, message, expected=expected, write=write)
        raise _RefusedError

    def _node(self, event: _Event, depth: int) -> Node:
        self._count += 1
        if self._count > _NODES or depth > DEPTH:
            self._refuse_size(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias `*{event.anchor}`", expected="the text itself")
        self._check_properties(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _refuse_size(self, event: _Event, depth: int) -> None:
        if depth > DEPTH:
            self._refuse(event, TOO_DEEP)
        expected = "a manifest split into files"
        self._refuse(event, f"more than {_NODES} nodes in one file", expected=expected)

    def _check_properties(self, event: _Event) -> None:
        if event.anchor is not None:
            message = f"an anchor `&{event.anchor}`"
            self._refuse(event, message, expected="the text alone: nothing in a manifest refers")
        if event.tag is not None:
            message = f"a tag `{self._source.text[event.start_mark.index :].split(maxsplit=1)[0]}`"
            self._refuse(event, message, expected="the text alone: every value is text")

    def _scalar(self, event: _Event) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        span = _span(event)
        style = event.style or ""
        scalar = Scalar(event.value, style, span)
        if style:
            self._quoted.append(span)
        elif event.end_mark.line != span.line:
            self._several_lines.append(scalar)
        self._last = scalar
        self._end = span.end
        return scalar

    def _note_several_lines(self) -> None:
        for scalar in self._several_lines:
            self._mistakes.add(
                self._source,
                scalar.span,
                "an unquoted value that goes on over several lines",
                expected="one line, or a folded value",
                write=">-\n  " + scalar.text,
            )

    def _sequence(self, event: _Event, depth: int) -> Sequence:
        span = _span(event)
        items = []
        following = self._events.get_event()
        while not isinstance(following, yaml.SequenceEndEvent):
            items.append(self._node(following, depth + 1))
            following = self._events.get_event()
        return Sequence(tuple(items), event.flow_style, self._closed(span, following))

    def _mapping(self, event: _Event, depth: int) -> Mapping:
        span = _span(event)
        entries: dict[str, Entry] = {}
        following = self._events.get_event()
        while not isinstance(following, yaml.MappingEndEvent):
            key = self._key(following, depth)
            entry = Entry(key, self._node(self._events.get_event(), depth + 1))
            first = entries.setdefault(key.text, entry)
            if first is not entry:
                self._note_duplicate(first.key, key)
            following = self._events.get_event()
        return Mapping(tuple(entries.values()), event.flow_style, self._closed(span, following))

    def _key(self, event: _Event, depth: int) -> Scalar:
        gap = self._source.text[self._end : event.start_mark.index]
        if "?" in gap and re.search(r"(?:^|[\s,{\[])\?\s", re.sub(r"(?m)(?:^|\s)#.*$", "", gap)):
            self._check_explicit(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "a key that is not text", expected="a name")
        key = self._node(event, depth + 1)
        if not isinstance(key, Scalar):  # a scalar event makes nothing else
            raise _RefusedError
        if key.text == "<<" and not key.style:
            self._refuse(event, "a merge key `<<`", expected="each entry written out")
        return key

    def _check_explicit(self, event: _Event) -> None:
        """Refuse `? ` where it is not needed, and where it does not stand in front of the key."""
        if event.end_mark.index - event.start_mark.index <= LONGEST_KEY:
            self._refuse(event, "a key written with `? `", expected="`key: value`")
        line = self._source.text[event.start_mark.index - event.start_mark.column :]
        if not line[: event.start_mark.column].rstrip(" ").endswith("?"):
            self._refuse(event, "a key that is not on the line of its `? `", expected="`? key`")

    def _closed(self, span: Span, event: _Event) -> Span:
        """Extend a collection's span; a block one ends with its last node, not at the next key."""
        if event.end_mark.index > event.start_mark.index:
            self._end = event.end_mark.index
        return span._replace(end=max(self._end, span.start))

    def _note_duplicate(self, first: Scalar, second: Scalar) -> None:
        place = f"line {first.span.line + 1}"
        message = f"`{second.text}` stands here a second time; the first is on {place}"
        self._mistakes.add(self._source, second.span, message, expected="each key once")


def _parser(text: str) -> _Event:
    if not yaml.__with_libyaml__:
        raise NoManifestError.no_libyaml()
    return yaml.cyaml.CParser(text)  # type: ignore[attr-defined]


def _span(event: _Event) -> Span:
    start = event.start_mark
    return Span(start.line, start.column, start.index, event.end_mark.index)
