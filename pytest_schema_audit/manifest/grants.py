"""Privileges by role: ``{reporting: SELECT, app: ALL}``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from .nodes import Node, Scalar, Sequence
from .reading import Reading

PRIVILEGES: Final = (
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "TRIGGER",
    "MAINTAIN",
    "USAGE",
    "CREATE",
    "EXECUTE",
)
"""Privileges on objects of a schema (documentation: "Privileges"), in the order of lists."""

ALL: Final = "ALL"
NONE: Final = "NONE"
OPTION: Final = "WITH GRANT OPTION"

_FORM: Final = "privileges by role: {reporting: SELECT, app: [SELECT, INSERT], PUBLIC: NONE}"
_ITEM: Final = re.compile(
    r"(?P<word>[a-z]+)(?:\s+privileges)?\s*(?P<columns>\(.*\))?(?P<sequence>\s+on\s+sequence)?(?P<option>\s+with\s+grant\s+option)?",
    re.IGNORECASE | re.DOTALL,
)
_COMMA: Final = re.compile(r',(?=(?:[^"]|"[^"]*")*\Z)(?![^(]*\))')


def read_grants(reading: Reading, node: Node) -> tuple[tuple[str, str], ...] | None:
    """Read ``grants:``: privileges by role, each role's in one order.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, _FORM)
    if mapping is None:
        return None
    found = {}
    for entry in mapping.entries:
        items = [item for text in _texts(reading, entry.value) for item in _COMMA.split(text)]
        listed = [_item(reading, entry.value, item.strip()) for item in items]
        found[entry.key.text] = listing(item for item in listed if item)
    return tuple(sorted(found.items()))


def listing(items: Iterable[str]) -> str:
    """Return privileges as they are compared and written: in one order, each once."""
    return ", ".join(sorted(set(items), key=_rank)) or NONE


def listed(text: str) -> list[str]:
    """Return the privileges of a text that :func:`listing` made."""
    return [] if text == NONE else [item.strip() for item in _COMMA.split(text)]


def _rank(item: str) -> tuple[int, str]:
    word = item.split(" ")[0]
    return (PRIVILEGES.index(word) if word in PRIVILEGES else -1, item)


def _texts(reading: Reading, node: Node) -> list[str]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    texts = (reading.text(one, _FORM) for one in nodes)
    return [text for text in texts if text is not None]


def _item(reading: Reading, node: Node, text: str) -> str:
    """Return one privilege in its written form; nothing, and a mistake, if it is none."""
    match = _ITEM.fullmatch(text)
    word = match["word"].upper() if match else ""
    if match is None or word not in {*PRIVILEGES, ALL, NONE}:
        close = get_close_matches(text.upper(), PRIVILEGES, n=1)
        meant = f"; did you mean {close[0]}?" if close else ""
        known = ", ".join((*PRIVILEGES, ALL, NONE))
        at = node if isinstance(node, Scalar) else node.span
        reading.mistake(at, f"`{text}` is no privilege{meant}", expected=f"some of {known}")
        return ""
    if word == NONE:
        return ""
    columns = f" {match['columns']}" if match["columns"] else ""
    sequence = " ON SEQUENCE" if match["sequence"] else ""
    return f"{word}{columns}{sequence}{' ' + OPTION if match['option'] else ''}"
