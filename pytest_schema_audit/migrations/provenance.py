"""Who made this object: the statement of the history, by transaction id and by name.

Every catalog row's ``xmin`` is the transaction that last wrote it, and each migration has its
range of transactions; in the file, the statement that names the object has the line. Blame the
row that belongs to the fact (``pg_attribute`` for a column, ``pg_constraint``, ``pg_index``):
a table's ``pg_class`` row also moves when another table gets a foreign key to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .described import Described, before, concerns, takes_away
from .errors import shown
from .event import Action, Event
from .events import events
from .layouts import LAYOUTS
from .plan import Applied, History, Migration, Plan
from .script import Script
from .statements import Statement, statements


@dataclass(frozen=True)
class Origin:
    """The statement that an object has from.

    :param action: made, changed, dropped or renamed; None when only the file is known.
    :param line: from 1; None when the file is known and the statement is not.
    :param new_name: after a rename.
    """

    migration: Migration
    path: Path
    line: int | None = None
    action: Action | None = None
    new_name: str = ""

    @property
    def place(self) -> str:
        """``file:line``, or the file alone."""
        return shown(self.path) if self.line is None else f"{shown(self.path)}:{self.line}"


@dataclass(frozen=True)
class _Located:
    """An event, and the statement and migration it is from."""

    step: int
    statement: Statement
    event: Event


class Provenance:
    """Answers for one history.

    :param plan: the folder; its layout knows which part of a file applies it.
    :param history: what was applied, with its ranges of transaction ids.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self._applied = history.applied
        self._applied_part = LAYOUTS[plan.layout].applied_part

    def migration_of(self, xid: int) -> Migration | None:
        """The migration in whose range a transaction id lies.

        :param xid: a row's ``xmin`` as a number; 32 bits suffice.
        """
        step = self._step(xid)
        return None if step is None else self._applied[step].migration

    def made_by(self, xid: int, described: Described) -> Origin | None:
        """The statement that made an object or last changed it.

        :param xid: ``xmin`` of the row that belongs to the fact.
        :param described: the object under its present name.
        :return: None for what no migration wrote: the server, a seed, somebody by hand.
        """
        step = self._step(xid)
        if step is None:
            return None
        walked = list(self._walk(described))
        return (
            self._own(step, walked)
            or self._dynamic(step, described)
            or self._parent(step, described)
            or self._earlier(step, walked)
            or Origin(self._applied[step].migration, self._applied[step].migration.path)
        )

    def gone_by(self, described: Described) -> Origin | None:
        """The statement that dropped or renamed an object that is expected and not there.

        :return: None when the history never had it, or does not say how it went.
        """
        target = described
        for located in self._relevant(described):
            if takes_away(located.event, target):
                return self._origin(located)
            if concerns(located.event, target):
                return None
            target = before(located.event, target)
        return None

    def _relevant(self, described: Described) -> list[_Located]:
        """Events that mention a name the object, its table or its schema ever had, newest first.

        Names before a rename are found from those after it, until no further one turns up.
        """
        bare = described.name.rstrip("0123456789")
        waiting = {described.name, bare, described.parent, described.schema} - {""}
        names: set[str] = set()
        found: set[int] = set()
        while waiting:
            name = waiting.pop()
            names.add(name)
            found |= self._mentions.get(name, set())
            waiting |= self._former.get(name, set()) - names
        return [self._located[position] for position in sorted(found, reverse=True)]

    @cached_property
    def _mentions(self) -> dict[str, set[int]]:
        mentions: dict[str, set[int]] = defaultdict(set)
        for position, located in enumerate(self._located):
            event = located.event
            mentions[event.name].add(position)
            mentions[event.new_name or event.name].add(position)
        return mentions

    @cached_property
    def _former(self) -> dict[str, set[str]]:
        """For each name what was renamed to it."""
        former: dict[str, set[str]] = defaultdict(set)
        for located in self._located:
            if located.event.new_name:
                former[located.event.new_name].add(located.event.name)
        return former

    def _step(self, xid: int) -> int | None:
        for step, applied in enumerate(self._applied):
            if (xid - applied.first_xid) % (1 << 32) < applied.last_xid - applied.first_xid:
                return step
        return None

    @cached_property
    def _located(self) -> tuple[_Located, ...]:
        return tuple(
            _Located(step, statement, event)
            for step, found in enumerate(self._statements)
            for statement in found
            for event in events(statement.tree)
        )

    @cached_property
    def _statements(self) -> tuple[tuple[Statement, ...], ...]:
        return tuple(tuple(self._read(applied)) for applied in self._applied)

    def _read(self, applied: Applied) -> Iterator[Statement]:
        script = Script.read(applied.migration.path)
        yield from statements(script, self._applied_part(script))

    def _walk(self, described: Described) -> Iterator[_Located]:
        """Events about an object, newest first, under the names it had then."""
        target = described
        for located in self._relevant(described):
            if concerns(located.event, target):
                yield located
            target = before(located.event, target)

    def _own(self, step: int, walked: list[_Located]) -> Origin | None:
        found = (located for located in walked if located.step == step)
        return next((self._origin(located) for located in found), None)

    def _earlier(self, step: int, walked: list[_Located]) -> Origin | None:
        found = (located for located in walked if located.step < step)
        return next((self._origin(located) for located in found), None)

    def _dynamic(self, step: int, described: Described) -> Origin | None:
        """A statement without events of its own, as DO, that mentions the name."""
        word = re.compile(rf"(?<![\w$]){re.escape(described.name)}(?![\w$])")
        for statement in reversed(self._statements[step]):
            if not any(events(statement.tree)) and (match := word.search(statement.text)):
                offset = statement.start + match.start()
                return self._at(step, offset, Action.CHANGED)
        return None

    def _parent(self, step: int, described: Described) -> Origin | None:
        """The table's own statement, for what CREATE TABLE brings along unnamed."""
        if not described.parent:
            return None
        table = Described("table", described.parent, described.schema)
        made = [
            located
            for located in self._walk(table)
            if located.step == step and located.event.action is Action.MADE
        ]
        return self._origin(made[0]) if made else None

    def _origin(self, located: _Located) -> Origin:
        offset = located.statement.offset(located.event.location)
        event = located.event
        found = self._at(located.step, offset, event.action)
        return replace(found, new_name=event.new_name)

    def _at(self, step: int, offset: int, action: Action) -> Origin:
        migration = self._applied[step].migration
        line, _ = Script.read(migration.path).place(offset)
        return Origin(migration, migration.path, line, action)
