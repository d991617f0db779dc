"""What a statement does to which object: made, changed, dropped, renamed, commented on."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Action(enum.Enum):
    """What happened to an object."""

    MADE = "made"
    CHANGED = "changed"
    DROPPED = "dropped"
    RENAMED = "renamed"
    COMMENTED = "commented"


GRANTS = frozenset({"grants"})
COLUMN_GRANTS = frozenset({"grants of columns"})
"""What a GRANT changes of a relation that names some of its columns only."""


@dataclass(frozen=True)
class Event:
    """What a statement did to one object.

    :param name: empty for all objects of the kind in a schema.
    :param schema: as written; empty when it was not.
    :param parent: the table of a column, constraint, trigger, policy or rule.
    :param new_name: after a rename.
    :param new_schema: after SET SCHEMA.
    :param generated: whether PostgreSQL chose the name, so that a number may follow it.
    :param location: bytes from the statement's start; 0 where the tree does not tell.
    :param piece: which of several commands or objects, parted by commas, it is from.
    :param attributes: what it changed, in the words of findings; empty where that is not told.
    :param arguments: the types that a routine takes; ``None`` where they are not told.
    :param if_absent: whether it made the object only where there was none.
    """

    action: Action
    kind: str
    name: str
    schema: str = ""
    parent: str = ""
    new_name: str = ""
    new_schema: str = ""
    generated: bool = False
    location: int = 0
    piece: int = 0
    attributes: frozenset[str] = frozenset()
    if_absent: bool = False
    arguments: tuple[str, ...] | None = None
