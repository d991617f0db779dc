"""The keys of a table that say something about the table itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from .expectation import TableTraits
from .names import qualified_name
from .nodes import Entry, Node, Scalar
from .reading import Reading
from .render import qualified_text
from .values import sql

_ROW_SECURITY: Final = {
    "enabled": (True, False),
    "forced": (False, True),
    "enabled, forced": (True, True),
}


def table_traits(reading: Reading, found: Mapping[str, Entry]) -> TableTraits:
    """Read what a table's own keys say; an absent key means PostgreSQL's default.

    :param reading: the file; takes the mistakes.
    :param found: the table's entries by key.
    """
    enabled, forced = _row_security(reading, found)
    return TableTraits(
        persistence=_persistence(reading, found),
        row_security=enabled,
        force_row_security=forced,
        options=_options(reading, found),
        partition_by=_clause(reading, found, "partition by"),
        partition_of=_clause(reading, found, "partition of"),
        inherits=_inherits(reading, found),
        of_type=_of_type(reading, found),
    )


def _persistence(reading: Reading, found: Mapping[str, Entry]) -> Literal["permanent", "unlogged"]:
    if "is" not in found:
        return "permanent"
    expected = "unlogged; a table is permanent where nothing is said"
    text = reading.word(found["is"].value, expected)
    if text == "unlogged":
        return "unlogged"
    if text is not None and text != "permanent":
        reading.mistake(found["is"].value, f"a table cannot be `{text}`", expected=expected)
    return "permanent"


def _row_security(reading: Reading, found: Mapping[str, Entry]) -> tuple[bool, bool]:
    if "row security" not in found:
        return False, False
    node = found["row security"].value
    expected = "enabled, or: enabled, forced"
    text = reading.word(node, expected)
    if text is not None and text not in _ROW_SECURITY:
        reading.mistake(node, f"row security cannot be `{text}`", expected=expected)
    return _ROW_SECURITY.get(text or "", (False, False))


def _options(reading: Reading, found: Mapping[str, Entry]) -> tuple[tuple[str, str], ...]:
    if "with" not in found:
        return ()
    expected = "storage parameters: {fillfactor: 70}"
    mapping = reading.mapping(found["with"].value, expected)
    options = {}
    for entry in mapping.entries if mapping else ():
        text = reading.text(entry.value, expected)
        if text is not None:
            options[entry.key.text] = text
    return tuple(sorted(options.items()))


def _clause(
    reading: Reading,
    found: Mapping[str, Entry],
    key: Literal["partition by", "partition of"],
) -> str:
    if key not in found:
        return ""
    form = "RANGE (a), LIST (a) or HASH (a)"
    if key == "partition of":
        form = "parent FOR VALUES …, or parent DEFAULT"
        text = sql(reading, found[key].value, "partition_of", form)
    else:
        text = sql(reading, found[key].value, "partition_by", form)
    return text.sql if text else ""


def _of_type(reading: Reading, found: Mapping[str, Entry]) -> str:
    if "of" not in found:
        return ""
    node = found["of"].value
    if reading.text(node, "a composite type") is None or not isinstance(node, Scalar):
        return ""
    name = qualified_name(reading, node)
    return qualified_text(*name, "public") if name is not None else ""


def _inherits(reading: Reading, found: Mapping[str, Entry]) -> tuple[str, ...]:
    if "inherits" not in found:
        return ()
    expected = "parents in their order: [a, b]"
    node = found["inherits"].value
    items: tuple[Node, ...] = (node,) if isinstance(node, Scalar) else reading.items(node, expected)
    parents = []
    for item in items:
        if reading.text(item, expected) is None or not isinstance(item, Scalar):
            continue
        name = qualified_name(reading, item)
        if name is not None:
            parents.append(qualified_text(*name, "public"))
    return tuple(parents)
