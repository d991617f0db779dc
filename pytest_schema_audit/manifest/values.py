"""What follows a key: counts, conditions, dates, definitions and their alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as KeyedMapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias, cast

from ..model import AspectText
from .aspects import keys_of, read_aspects
from .expectation import Condition, Count, Place, Text
from .fragments import FragmentError, FragmentKind, check
from .keys import ENABLED, ENABLED_BEHIND, ENTRY, HELD_BY_TRIGGERS, check_keys
from .nodes import Entry, Mapping, Node, Scalar, Sequence
from .object_kinds import OBJECT_KINDS
from .positions import position_in
from .quoting import definition, single_quoted
from .reading import Reading
from .words import resolve_type_words
from .wrappers import a_noun

_HIGHEST: Final = 999
_COUNT: Final = re.compile(r"(?P<at_least>>=\s*)?(?P<number>\d{1,18})\Z", re.ASCII)
_BOUND: Final = re.compile(r"\s*(?P<operator>>=|<=|==|=|>|<|)\s*(?P<major>\d{1,3})\s*\Z", re.ASCII)

KeyedEntries: TypeAlias = KeyedMapping[str, Entry]


class Form(NamedTuple):
    """One way in which an entry says what it expects.

    :ivar value: the value itself.
    :ivar condition: the majors it is for; ``None`` for all.
    :ivar comment: the object's comment; ``None`` if not given.
    :ivar item: the alternative, where there are several.
    :ivar enabled: when a trigger or rule fires, if not by default.
    :ivar aspects: what is said of aspects, by key.
    :ivar found: everything that stands beside the value, by key.
    """

    value: Node
    condition: Condition | None = None
    comment: str | None = None
    item: Node | None = None
    enabled: str = ""
    aspects: tuple[tuple[str, AspectText], ...] = ()
    found: KeyedEntries = MappingProxyType({})


def forms(reading: Reading, node: Node, kind: str = "", *, blank: bool = False) -> Iterator[Form]:
    """Give each alternative of an entry: one, unless it is a list of mappings with ``is:``.

    :param reading: the file; takes the mistakes.
    :param node: the entry's value.
    :param kind: the kind of the entry, which decides what it may say of aspects.
    :param blank: whether a mapping needs no ``is:``; it is the value itself then.
    """
    if isinstance(node, Mapping):
        yield from _form(reading, node, kind, blank=blank)
    elif isinstance(node, Sequence) and node.items and all(map(_is_form, node.items)):
        for item in node.items:
            found = _form(reading, cast(Mapping, item), kind)
            yield from (form._replace(item=item) for form in found)
    else:
        yield Form(node)


def condition(reading: Reading, node: Node) -> Condition | None:
    """Read ``>=15``, ``>=15,<18`` or ``16``: the majors something is for.

    :param reading: the file; takes the mistakes.
    :param node: the value of ``when:``.
    """
    expected = 'majors such as ">=15", ">=15,<18" or "16"'
    text = reading.word(node, expected)
    if text is None:
        return None
    lowest, highest = 0, _HIGHEST
    for part in text.split(","):
        bound = _BOUND.match(part)
        if bound is None:
            reading.mistake(node, f"`{text}` is no condition", expected=expected)
            return None
        low, high = _range(bound["operator"], int(bound["major"]))
        lowest, highest = max(lowest, low), min(highest, high)
    if lowest > highest:
        reading.mistake(node, f"no major is `{text}`", expected=expected)
        return None
    return Condition(text, lowest, highest)


def count(reading: Reading, node: Node, *, form: str = 'a number, or ">=1"') -> Count | None:
    """Read a number of objects or rows.

    :param reading: the file; takes the mistakes.
    :param node: the value.
    :param form: how it is written; without ``>=`` in it only a number will do.
    """
    text = reading.word(node, form)
    if text is None:
        return None
    match = _COUNT.match(text)
    if match is None or (match["at_least"] and ">=" not in form):
        reading.mistake(node, f"`{text}` is no number", expected=form)
        return None
    return Count(int(match["number"]), at_least=bool(match["at_least"]))


def day(reading: Reading, node: Node) -> date | None:
    """Read a date, ``2027-03-01``.

    :param reading: the file; takes the mistakes.
    :param node: the value.
    """
    expected = "a day such as 2027-03-01"
    text = reading.word(node, expected)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        reading.mistake(node, f"`{text}` is no day", expected=expected)
        return None


def sql(reading: Reading, node: Node, kind: FragmentKind, form: str) -> Text | None:
    """Read an SQL definition and make sure that it is one.

    :param reading: the file; takes the mistakes.
    :param node: the value.
    :param kind: what it defines.
    :param form: how it is written, in words.
    """
    text = reading.text(node, form)
    if text is None or not isinstance(node, Scalar):
        return None
    resolved = resolve_type_words(text, reading.types) if kind == "column" else text
    if (kind, resolved) in reading.sound:
        return Text(text)
    if _lost_quotes(reading, node, kind):
        return None
    try:
        check(kind, resolved)
    except FragmentError as error:
        _note_fragment(reading, node, error, added=len(resolved) - len(text))
        return None
    reading.sound.add((kind, resolved))
    return Text(text)


def _note_fragment(reading: Reading, node: Scalar, error: FragmentError, *, added: int) -> None:
    span = position_in(reading.source, node, max(error.position - added, 0))
    write = definition(error.write) if error.write else ""
    reading.mistake(span, error.what, expected=error.expected, write=write)


def _lost_quotes(reading: Reading, node: Scalar, kind: FragmentKind) -> bool:
    """Note a type whose SQL quotes YAML has taken away, if the text means another one without."""
    written = reading.source.text[node.span.start : node.span.end]
    if kind != "column" or node.style != '"' or "\\" in written:
        return False
    if node.text != "char" and (_is_column(node.text) or not _is_column(written)):
        return False
    reading.mistake(
        node,
        f"YAML takes the quotes away: `{written}` is read as `{node.text}`",
        expected="character(1), or for the type with its quotes"
        if node.text == "char"
        else "the type's quotes inside quotes of YAML",
        write=single_quoted(written),
    )
    return True


def _is_column(sql: str) -> bool:
    try:
        check("column", sql)
    except FragmentError:
        return False
    return True


def _is_form(node: Node) -> bool:
    return isinstance(node, Mapping) and any(entry.key.text == "is" for entry in node.entries)


def _form(reading: Reading, node: Mapping, kind: str, *, blank: bool = False) -> Iterator[Form]:
    parts = OBJECT_KINDS[kind].parts if kind in OBJECT_KINDS else ()
    known = dict.fromkeys([*ENTRY, *parts, *(one.key for one in keys_of(kind))])
    found = check_keys(reading, node, known, "an entry")
    when = condition(reading, found["when"].value) if "when" in found else None
    comment = reading.text(found["comment"].value, "a text") if "comment" in found else None
    enabled = _enabled(reading, found["enabled"], kind) if "enabled" in found else ""
    if "is" in found or blank:
        value = found["is"].value if "is" in found else node
        aspects = read_aspects(reading, found, kind)
        yield Form(value, when, comment, enabled=enabled, aspects=aspects, found=found)
    else:
        message = "an entry without `is:`"
        reading.mistake(node, message, expected='{is: DEFINITION, when: ">=15", comment: …}')


def _enabled(reading: Reading, entry: Entry, kind: str) -> str:
    switch = kind in OBJECT_KINDS and OBJECT_KINDS[kind].switch
    if not switch and kind not in HELD_BY_TRIGGERS:
        noun = a_noun(kind)
        reading.mistake(entry.key, f"{noun} with `enabled:`", expected=f"{noun} without it")
        return ""
    words = ENABLED if switch else ENABLED_BEHIND
    expected = "one of " + ", ".join(words)
    text = reading.word(entry.value, expected)
    if text is not None and text not in words:
        reading.mistake(entry.value, f"`{text}` says not when it fires", expected=expected)
    return text or ""


def _range(operator: str, major: int) -> tuple[int, int]:
    return {
        ">=": (major, _HIGHEST),
        ">": (major + 1, _HIGHEST),
        "<=": (0, major),
        "<": (0, major - 1),
    }.get(operator, (major, major))


def place(reading: Reading, entry: Entry, form: Form) -> Place:
    """Say where an expectation stands: the entry, or the alternative in it.

    :param reading: the file.
    :param entry: the entry.
    :param form: one of its forms.
    """
    if form.item is not None:
        return reading.source.place(form.item.span)
    return reading.source.place(entry.key.span, entry.value.span.end)
