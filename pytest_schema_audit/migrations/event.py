"""What a statement does to which object: made, changed, dropped, renamed."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Action(enum.Enum):
    """What happened to an object."""

    MADE = "made"
    CHANGED = "changed"
    DROPPED = "dropped"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Event:
    """What a statement did to one object.

    :param schema: as written; empty when it was not.
    :param parent: the table of a column, constraint, trigger, policy or rule.
    :param new_name: after a rename.
    :param new_schema: after SET SCHEMA.
    :param generated: whether PostgreSQL chose the name, so that a number may follow it.
    :param location: bytes from the statement's start.
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
