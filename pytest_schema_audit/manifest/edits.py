"""What can be done to the entries of a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .expectation import Expectation


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that says something else now.

    :ivar entry: the entry as it stands.
    :ivar new: the same entry with another value or comment.
    """

    entry: Expectation
    new: Expectation


@dataclass(frozen=True, slots=True)
class Rename:
    """An entry whose object has another name now and is otherwise the same.

    :ivar entry: the entry as it stands.
    :ivar name: the new name.
    """

    entry: Expectation
    name: str


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry whose object is gone; for a table, all of its entries with it.

    :ivar entry: the entry as it stands.
    """

    entry: Expectation


@dataclass(frozen=True, slots=True)
class Addition:
    """An object without an entry; for a table, its parts are additions of their own.

    :ivar new: the expectation; its place means nothing.
    """

    new: Expectation


Edit: TypeAlias = Change | Rename | Removal | Addition
