"""One kind of object that is described by its own CREATE statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..kinds import PLURALS
from .wrappers import Wrapper

Naming: TypeAlias = Literal["schema", "overloaded", "method", "database", "defaults", "table"]
"""How objects of a kind are named: in a schema, there with arguments or with an access method,
alone, by what they are defaults for, or in a table.
"""


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """One such kind.

    :ivar noun: a key of :data:`pytest_schema_audit.kinds.PLURALS`.
    :ivar words: what the statement begins with, up to the name: ``CREATE VIEW``.
    :ivar statement: the parse tree's name of the statement.
    :ivar form: what an entry holds, for messages.
    :ivar naming: how its objects are named.
    :ivar sample: a name that makes a whole statement of the words and an entry.
    :ivar made: whether making one on a private server executes nothing of the user's and needs no
        superuser; of the others only texts and parse trees are compared.
    :ivar switch: whether its objects can be disabled.
    :ivar blank: whether nothing need follow the name: ``{}`` is an entry.
    :ivar renamed: whether an object of the same definition may be one under another name.
    :ivar parts: keys that may stand in an entry besides, for what belongs to the object.
    """

    noun: str
    words: str
    statement: str
    form: str
    naming: Naming = "schema"
    sample: str = "x"
    made: bool = True
    switch: bool = False
    blank: bool = False
    renamed: bool = True
    parts: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind as entries and items name it."""
        return self.noun.replace(" ", "_")

    @property
    def plural(self) -> str:
        """The key of its entries."""
        return PLURALS[self.noun]

    @property
    def wrapper(self) -> Wrapper:
        """The statement that an entry is parsed in."""
        head = f"{self.words} {self.sample} "
        return Wrapper(self.noun, self.form, head, "", self.statement, "", frozenset())
