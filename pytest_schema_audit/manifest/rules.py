"""What a manifest leaves open or accepts for a time: ``ignore:`` and ``waive:``."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from ..kinds import PLURALS
from .expectation import IgnoreRule, Waiver
from .keys import IGNORE, WAIVE, check_keys
from .nodes import Entry, Mapping, Node
from .reading import Reading
from .values import day

FAMILY = "partition"
"""A rule for all partitions of the table it names."""


def read_ignore(reading: Reading, node: Node) -> Iterator[IgnoreRule]:
    """Read ``ignore:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    form = '{kind: index, name: "tmp_*", reason: "…"}'
    for item in reading.items(node, f"a list of {form}"):
        found = _fields(reading, item, IGNORE, ("kind", "name", "reason"), form)
        if found is None:
            continue
        kind = _kind(reading, found["kind"].value)
        texts = _texts(reading, found, "kind")
        if kind is None or None in texts.values():
            continue
        yield IgnoreRule(
            kind=kind,
            schema=texts.get("schema") or "*",
            name=texts["name"] or "",
            excepted=texts.get("except") or "",
            reason=texts["reason"] or "",
            place=reading.source.place(item.span),
        )


LIVE: Final = "live"
"""The condition of waivers that hold in audits of a live database alone."""


def read_waivers(reading: Reading, node: Node) -> Iterator[Waiver]:
    """Read ``waive:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    form = '{item: "public.Invoice::index.x", reason: "…", until: 2027-03-01}'
    for item in reading.items(node, f"a list of {form}"):
        found = _fields(reading, item, WAIVE, ("item", "reason"), form)
        if found is None:
            continue
        until = day(reading, found["until"].value) if "until" in found else None
        texts = _texts(reading, found, "until")
        if "::" not in (texts["item"] or "::"):
            message = f"`{texts['item']}` is no item"
            expected = "the last two parts of the id that a failing run prints"
            reading.mistake(found["item"].value, message, expected=expected)
        if (texts.get("when") or LIVE) != LIVE:
            message = f"`{texts['when']}` is no condition of a waiver"
            expected = f"`when: {LIVE}`, for a drift that only a live database has, or no `when:`"
            reading.mistake(found["when"].value, message, expected=expected)
        if None not in texts.values():
            place = reading.source.place(item.span)
            owner, of_live = texts.get("owner") or "", "when" in texts
            yield Waiver(texts["item"] or "", texts["reason"] or "", owner, until, place, of_live)


def _fields(
    reading: Reading, item: Node, known: tuple[str, ...], required: tuple[str, ...], form: str
) -> dict[str, Entry] | None:
    mapping = reading.mapping(item, form)
    if not isinstance(mapping, Mapping):
        return None
    found = check_keys(reading, mapping, known, "this rule")
    missing = [key for key in required if key not in found]
    if missing:
        reading.mistake(item, f"`{missing[0]}:` is missing", expected=form)
        return None
    return found


def _texts(reading: Reading, found: dict[str, Entry], other: str) -> dict[str, str | None]:
    """Read all values but one, which is no mere text; ``None`` for those that are wrong."""
    texts = {key: one.value for key, one in found.items() if key != other}
    return {
        key: reading.reason(node) if key == "reason" else reading.text(node, "a text")
        for key, node in texts.items()
    }


def _kind(reading: Reading, node: Node) -> str | None:
    """Return the kind's name as :data:`pytest_schema_audit.kinds.PLURALS` has it."""
    text = reading.word(node, "a kind of object, as `index`")
    if text is None:
        return None
    kind = text.replace("_", " ")
    if kind in {"constraint", "constraints"}:
        return "constraints"
    if kind in PLURALS or kind == FAMILY:
        return kind
    close = get_close_matches(kind.lower(), PLURALS, n=1)
    message = f"`{text}` is no kind of object" + (f"; did you mean `{close[0]}`?" if close else "")
    expected = "" if close else "one of " + ", ".join(PLURALS)
    reading.mistake(node, message, expected=expected, write=close[0] if close else "")
    return None
