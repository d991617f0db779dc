"""Every key a manifest may hold, by the place where it may stand."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from ..kinds import PLURALS
from .aspects import keys_of
from .nodes import Entry, Mapping
from .object_kinds import OBJECT_KINDS
from .reading import Reading

MAIN: Final = "database"
"""The key that makes a file the main one of its suite."""

SETTINGS: Final = (
    MAIN,
    "migrations",
    "postgres",
    "image",
    "prelude",
    "seed",
    "schemas",
    "unexpected",
    "aspects",
    "files",
)
"""Keys of the main file alone."""

OBJECTS: Final = {kind.plural: kind for kind in OBJECT_KINDS.values() if kind.naming != "table"}
"""Keys of any file that hold entries of other kinds of object."""

FILE: Final = (
    *("schema", "tables", "enums", "sequences", *OBJECTS),
    *("totals", "rows", "ignore", "waive"),
)
"""Keys of any file."""

SECTIONS: Final = {
    "columns": "column",
    "primary key": "primary_key",
    "uniques": "unique",
    "foreign keys": "foreign_key",
    "checks": "check",
    "exclusions": "exclusion",
    "indexes": "index",
    **{one.plural: one.kind for one in OBJECT_KINDS.values() if one.naming == "table"},
}
"""Keys of a table that hold entries, with the kind of the entries."""

TRAITS: Final = (
    "is",
    "row security",
    "partition by",
    "partition of",
    "inherits",
    "of",
    "with",
    *(one.key for one in keys_of("table")),
    "comment",
    "when",
)
"""Keys of a table about the table itself."""

TABLE: Final = (*SECTIONS, *TRAITS)
ENTRY: Final = ("is", "when", "comment", "enabled")
ENABLED: Final = ("disabled", "replica", "always")
ENABLED_BEHIND: Final = (
    *ENABLED,
    *(f"{word} on {side}" for side in ("referencing", "referenced") for word in ENABLED),
    "mixed",
)
"""When the triggers fire that hold a constraint, on which of a foreign key's tables."""

HELD_BY_TRIGGERS: Final = ("primary_key", "unique", "foreign_key", "exclusion")
MIGRATIONS: Final = ("path", "layout", "schema", "files", "skip", "placeholders")
TOTALS: Final = tuple(PLURALS.values())
UNEXPECTED: Final = (*TOTALS, "constraints")
SKIP: Final = ("file", "reason")
PRELUDE: Final = ("roles", "settings", "files")
IGNORE: Final = ("kind", "name", "schema", "except", "reason")
WAIVE: Final = ("item", "reason", "owner", "until", "when")


def check_keys(
    reading: Reading, mapping: Mapping, known: Iterable[str], where: str
) -> dict[str, Entry]:
    """Return the entries of a mapping by key, without those nobody knows.

    :param reading: the file; takes the mistakes.
    :param mapping: the mapping.
    :param known: keys that may stand there.
    :param where: the place in words, ``a table``.
    """
    keys = tuple(known)
    found = {}
    for entry in mapping.entries:
        if entry.key.text in keys:
            found[entry.key.text] = entry
        else:
            _note_unknown(reading, entry, keys, where)
    return found


def _note_unknown(reading: Reading, entry: Entry, known: tuple[str, ...], where: str) -> None:
    key = entry.key.text
    if _note_later(reading, entry, where):
        return
    if where == "a manifest file" and key in SETTINGS:
        note_misplaced(reading, entry)
        return
    close = get_close_matches(key.lower(), known, n=1)
    reading.mistake(
        entry.key,
        f"unknown key `{key}` in {where}" + (f"; did you mean `{close[0]}`?" if close else ""),
        expected="" if close else "one of " + ", ".join(known),
        write=f"{close[0]}:" if close else "",
    )


def note_misplaced(reading: Reading, entry: Entry) -> None:
    """Note a setting in a file that is not the main one."""
    message = f"`{entry.key.text}` does not belong here"
    expected = f"it in the file that holds `{MAIN}:`"
    reading.mistake(entry.key, message, expected=expected)


def _note_later(reading: Reading, entry: Entry, where: str) -> bool:
    """Note a key for a kind of object that cannot be described, with what can be done instead."""
    key = entry.key.text
    if not (where.startswith("a manifest file") and key in TOTALS):
        return False
    reading.mistake(
        entry.key,
        f"this version cannot describe `{key}`",
        expected=f"them named under `ignore:` with a reason, or, in the file that holds `{MAIN}:`,",
        write=f"unexpected: {{{key}: allow}}",
    )
    return True
