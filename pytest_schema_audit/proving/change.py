"""What a proof changes, and which items must turn red: values, and the spelling of statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from psycopg import sql

from ..checks.objects import Found
from ..kinds import PLURALS, WITHIN_TABLES

NEW: Final = "schema_audit_proof"
"""Name of whatever a proof adds, or gives to what it renames."""


@dataclass(frozen=True, slots=True)
class Red:
    """An item that must turn red.

    :ivar kind: the item's kind: ``index``, ``unexpected``.
    :ivar name: the entry's name; for an ``unexpected`` item what follows the dot.
    :ivar attribute: what one of its findings must be about; empty where there need be none.
    :ivar text: what its summary, or the list of what is unexpected, must hold.
    :ivar comes: the object that appears, for an ``unexpected`` item.
    """

    kind: str
    schema: str
    table: str
    name: str
    attribute: str = ""
    text: str = ""
    comes: Found | None = None

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """What the item is looked up by."""
        return (self.kind, self.schema, self.table, self.name)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the database.

    :ivar statements: the SQL, run in this order.
    :ivar red: the items that must turn red.
    :ivar cascades: whether others may, too, as far as what they are about has changed with it.
    """

    statements: tuple[str, ...]
    red: tuple[Red, ...]
    cascades: bool = False


def unexpected(kind: str, schema: str = "", table: str = "", name: str = NEW) -> Red:
    """Return the item that must name an object which no entry describes.

    :param kind: a key of :data:`pytest_schema_audit.kinds.PLURALS`.
    :param name: of the object, or the part of it that is known.
    """
    found = Found(kind, schema, table, name)
    if kind not in WITHIN_TABLES:
        return Red("unexpected", "", "", PLURALS[kind], text=name, comes=found)
    what = {"column": "columns", "index": "indexes"}.get(kind, "constraints")
    return Red("unexpected", schema, table, what, text=name, comes=found)


def identifier(*names: str) -> str:
    """Spell a name, with its schema or alone, as SQL; an empty schema is left out."""
    return sql.Identifier(*filter(None, names)).as_string(None)


def literal(text: str) -> str:
    """Spell a text as an SQL string."""
    return sql.Literal(text).as_string(None)
