"""What the statements of an applied history did, in order: to be asked about one object."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .described import Described, before, concerns, says, takes_away
from .errors import shown
from .event import Action, Event
from .events import events
from .layouts import LAYOUTS
from .plan import History, Migration, Plan
from .script import Script
from .statements import Statement, statements
from .undone import lasting

_AS_PSQL = {"plain", "files", "schema"}
"""Layouts whose statements each commit, as psql sends them."""


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
class Located:
    """An event, and the statement and migration it is from.

    :param step: the number of the migration in the history.
    """

    step: int
    statement: Statement
    event: Event

    @property
    def position(self) -> tuple[int, int]:
        """Where the statement stands in the history, to be compared."""
        return self.step, self.statement.start


class Chronicle:
    """The statements of one history that last, and their events.

    :param plan: the folder; its layout knows which part of a file applies it.
    :param history: what was applied, with its ranges of transaction ids.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self.applied = history.applied
        self._layout, self._options = LAYOUTS[plan.layout], plan.options
        self._in_transaction = plan.layout not in _AS_PSQL

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """All events, in the order in which they happened."""
        return tuple(
            Located(step, statement, event)
            for step, found in enumerate(self.statements)
            for statement in found
            for event in events(statement.tree)
        )

    @cached_property
    def statements(self) -> tuple[tuple[Statement, ...], ...]:
        """The statements of each step that last."""
        return tuple(tuple(self._read(script)) for script in self._scripts)

    def step(self, xid: int) -> int | None:
        """The number of the step in whose range a transaction id lies; 32 bits of it suffice."""
        if not self.applied:
            return None
        since = (xid - self.applied[0].first_xid) % (1 << 32)
        found = bisect_right(self._begins, since) - 1
        length = self.applied[found].last_xid - self.applied[found].first_xid
        return found if since - self._begins[found] < length else None

    def relevant(self, described: Described) -> list[Located]:
        """Events that mention a name the object, its table or its schema ever had, newest first.

        Names before a rename are found from those after it, until no further one turns up.
        """
        bare = described.name.rstrip("0123456789")
        waiting = {described.name, bare, described.parent, described.schema} - {""}
        names = {""}  # of all objects of a schema, and of those without a parent
        while waiting:
            name = waiting.pop()
            names.add(name)
            waiting |= self._former.get(name, set()) - names
        by_parent = [self._mentions[name] for name in names if name in self._mentions]
        # An index is known by its name alone; a column of that name is one of many.
        found = {
            position
            for mentions in by_parent
            for parent in (mentions if described.kind == "index" else names)
            for position in mentions.get(parent, ())
        }
        return [self.located[position] for position in sorted(found, reverse=True)]

    def life(
        self, described: Described, step: int, attributes: Collection[str] = ()
    ) -> list[Located]:
        """Events about an object that is there, newest first, under the names it had then.

        They end where one of its name was dropped or renamed: before that it was another object.

        :param step: the one that last wrote its row; later ones can only have renamed it.
        :param attributes: that may stand in other rows: what later ones say they changed of them.
        """
        target, found = described, list[tuple[Located, str]]()
        for located in self.relevant(described):
            renamed = located.event.action is Action.RENAMED
            if located.step > step and not renamed and not says(located.event, attributes):
                continue
            if concerns(located.event, target):
                found.append((located, target.name))
            elif found and located.step <= step and takes_away(located.event, target):
                break
            target = before(located.event, target)
        others = [*_idle(found), *_namesakes(found)]
        return [one for one, _ in found if not any(one is other for other in others)]

    def origin(self, located: Located) -> Origin:
        """Where an event is written."""
        event, statement = located.event, located.statement
        told = event.location > 0
        offset = statement.offset(event.location) if told else statement.piece(event.piece)
        found = self.at(located.step, offset, event.action)
        return replace(found, new_name=".".join(filter(None, (event.new_schema, event.new_name))))

    def at(self, step: int, offset: int, action: Action) -> Origin:
        """A place in the file of a step."""
        migration = self.applied[step].migration
        line, _ = self._scripts[step].place(offset)
        return Origin(migration, migration.path, line, action)

    def file(self, step: int) -> Origin:
        """The file of a step, where nothing more is known."""
        migration = self.applied[step].migration
        return Origin(migration, migration.path)

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        """The first transaction id of each step, counted from that of the first."""
        return tuple(one.first_xid - self.applied[0].first_xid for one in self.applied)

    @cached_property
    def _scripts(self) -> tuple[Script, ...]:
        read = (Script.read(applied.migration.path) for applied in self.applied)
        return tuple(self._layout.filled(script, self._options) for script in read)

    def _read(self, script: Script) -> Iterator[Statement]:
        parts = self._layout.applied_parts(script)
        found = (one for part in parts for one in statements(script, part))
        yield from lasting(found, in_transaction=self._in_transaction)

    @cached_property
    def _mentions(self) -> dict[str, dict[str, set[int]]]:
        """For each name and parent the events that name them."""
        mentions: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for position, located in enumerate(self.located):
            event = located.event
            for name in {event.name, event.new_name or event.name}:
                mentions[name][event.parent].add(position)
        return mentions

    @cached_property
    def _former(self) -> dict[str, set[str]]:
        """For each name what was renamed to it."""
        former: dict[str, set[str]] = defaultdict(set)
        for located in self.located:
            if located.event.new_name:
                former[located.event.new_name].add(located.event.name)
        return former


def _idle(life: Sequence[tuple[Located, str]]) -> Iterator[Located]:
    """What was to be made only where there was none, and there was."""
    made = [one for one, _ in life if one.event.action is Action.MADE]
    yield from (one for one in made[:-1] if one.event.if_absent)


def _namesakes(life: Sequence[tuple[Located, str]]) -> Iterator[Located]:
    """What got the same name from PostgreSQL but for the number behind it, which counts them."""
    made = [(one, name) for one, name in life if one.event.generated]
    numbers = [int(name.removeprefix(one.event.name) or 0) for one, name in made]
    if made:
        kept = max(0, len(made) - 1 - numbers[0])
        yield from (one for place, (one, _) in enumerate(made) if place != kept)
