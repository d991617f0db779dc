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
    """An entry whose object has another name now and the same definition.

    :ivar entry: the entry as it stands.
    :ivar name: the new name.
    :ivar new: the entry with what it says otherwise besides, under the old name; ``None`` where
        all of that is the same.
    """

    entry: Expectation
    name: str
    new: Expectation | None = None


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


@dataclass(frozen=True, slots=True)
class Order:
    """A table whose columns stand in another order than their entries.

    :ivar entry: the table's own entry, under the name that it has afterwards.
    :ivar names: its columns in their order.
    """

    entry: Expectation
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """An entry whose object is one of another kind now, as an index that became a constraint.

    :ivar entry: the entry as it stands.
    :ivar new: the expectation that takes its place in the same file.
    """

    entry: Expectation
    new: Expectation

    @property
    def steps(self) -> tuple[Removal, Addition]:
        """What is done to the text."""
        return Removal(self.entry), Addition(self.new)


Edit: TypeAlias = Change | Rename | Removal | Addition | Order
"""What is done to the text of a file."""
