"""Who made this object: the statement of the history, by transaction id and by name.

Every catalog row's ``xmin`` is the transaction that last wrote it, and each migration has its
range of transactions; in the file, the statement that names the object has the line. Blame the
row that belongs to the fact (``pg_attribute`` for a column, ``pg_constraint``, ``pg_index``):
a table's ``pg_class`` row also moves when another table gets a foreign key to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import takewhile

from ..model import QualifiedName
from .chronicle import Chronicle, Located, Origin
from .described import (
    EXISTENCE,
    Described,
    before,
    comments_on,
    concerns,
    says,
    takes_away,
    touches,
)
from .event import Action, Event
from .inheritance import handed_down
from .plan import History, Migration, Plan
from .unread import brings_along, cascades, is_certain, mentions, runs_code

__all__ = ["Origin", "Provenance"]


class Provenance:
    """Answers for one history.

    :param plan: the folder; its layout knows which part of a file applies it.
    :param history: what was applied, with its ranges of transaction ids.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self._chronicle = Chronicle(plan, history)
        self._schema = plan.options.schema or "public"

    def migration_of(self, xid: int) -> Migration | None:
        """The migration in whose range a transaction id lies.

        :param xid: a row's ``xmin`` as a number; 32 bits suffice.
        """
        step = self._chronicle.step(xid)
        return None if step is None else self._chronicle.applied[step].migration

    def made_by(
        self, xid: int, described: Described, attributes: Collection[str] | None = None
    ) -> Origin | None:
        """The statement that made an object or last changed some attributes of it.

        :param xid: ``xmin`` of the row that belongs to the fact.
        :param described: the object under its present name.
        :param attributes: those in question, in the words of findings, or
            :data:`~.described.EXISTENCE`; ``None`` for any.
        :return: None for what no migration wrote: the server, a seed, somebody by hand.
        """
        step = self._chronicle.step(xid)
        if step is None:
            return None
        elsewhere = described.elsewhere(attributes or ())
        life = self._chronicle.life(described, step, elsewhere)
        telling = [one for one in life if touches(one.event, attributes)]
        named = self._chronicle.origin(telling[0]) if telling else None
        own = [one for one in life if one.step == step]
        if own or any(one.step > step and says(one.event, elsewhere) for one in telling):
            return named or self._unseen(step, described) or self._chronicle.origin(own[0])
        followed = handed_down(self._chronicle, step, described, attributes)
        if followed and followed.step == step:
            return self._chronicle.origin(followed)
        if named and attributes == EXISTENCE and self._stays(telling[0], step, described):
            return named
        if followed:
            last = max([*telling[:1], followed], key=lambda one: one.position)
            named = self._chronicle.origin(last)
        otherwise = self._sole(step) or self._chronicle.file(step)
        return self._unnamed(step, described) or named or otherwise

    def told_by(self, described: Described, attributes: Collection[str] | None) -> Origin | None:
        """The last statement that can have done it, where nobody knows when the row was written.

        :param attributes: as :meth:`made_by` takes them.
        """
        last = self._last(described, lambda event: touches(event, attributes))
        return self._chronicle.origin(last) if last else None

    def said_by(self, described: Described, attributes: Collection[str]) -> Origin | None:
        """The last statement that changed some attributes in so many words."""
        last = self._last(described, lambda event: says(event, attributes))
        return self._chronicle.origin(last) if last else None

    def changed_after(
        self, xid: int, described: Described, attributes: Collection[str] | None
    ) -> Origin | None:
        """The last statement that changed attributes of an object after a row was written.

        What a statement takes away leaves no row that tells of it.

        :param xid: ``xmin`` of the row.
        :param described: the object under its present name.
        :param attributes: those in question; ``None`` for any.
        """
        step = self._chronicle.step(xid)
        if step is None:
            return None
        last = self._last(
            described,
            lambda event: event.action is Action.CHANGED and touches(event, attributes),
        )
        return self._chronicle.origin(last) if last and last.step > step else None

    def renamed_by(self, xid: int, old: QualifiedName, new: QualifiedName) -> Origin | None:
        """The statement that gave what a row refers to another name or schema.

        :param xid: ``xmin`` of the row, which such a statement leaves as it is.
        :param old: schema and name; the schema is empty where that is not told.
        :param new: the same after it.
        """
        step = self._chronicle.step(xid)
        for one in reversed(self._chronicle.located if step is not None else ()):
            event = one.event
            names = (event.name, event.new_name) if event.action is Action.RENAMED else ("", "")
            if names == (old[1], new[1]) and not event.parent and one.step >= (step or 0):
                return self._chronicle.origin(one)
        return None

    def written_in(self, xid: int) -> Origin | None:
        """The file that wrote a row which no statement names: a sequence that nobody named.

        :param xid: ``xmin`` of the row.
        """
        migration = self.migration_of(xid)
        return Origin(migration, migration.path) if migration else None

    def commented_by(self, described: Described) -> Origin | None:
        """The statement that made, changed or removed the comment on an object that is there.

        :return: None when no statement of the history names the object in a COMMENT.
        """
        target = described
        for located in self._chronicle.relevant(described):
            if comments_on(located.event, target):
                return self._chronicle.origin(located)
            if takes_away(located.event, target):
                return None
            target = before(located.event, target)
        return None

    def gone_by(self, described: Described) -> Origin | None:
        """The statement that dropped or renamed an object that is expected and not there.

        :return: None when the history never had it, or does not say how it went.
        """
        target, gone = described, None
        for located in self._chronicle.relevant(described):
            if takes_away(located.event, target):
                gone = located
                if is_certain(located.statement):
                    break
            elif concerns(located.event, target):
                break
            target = before(located.event, target)
        else:
            gone = gone if gone and self._brought(gone, described) else None
        return self._chronicle.origin(gone) if gone else None

    def lost_by(self, described: Described) -> Origin | None:
        """The one statement with CASCADE since an object that is gone was last told of.

        :return: None when there is none, or several that can have taken it along.
        """
        told = (
            one for one in self._chronicle.relevant(described) if concerns(one.event, described)
        )
        last = next(told, None)
        if last is None:
            return None
        found = [
            (step, statement)
            for step, statements in enumerate(self._chronicle.statements)
            for statement in statements
            if (step, statement.start) > (last.step, last.statement.start) and cascades(statement)
        ]
        if len(found) != 1:
            return None
        ((step, statement),) = found
        return self._chronicle.at(step, statement.start, Action.DROPPED)

    def _last(self, described: Described, wanted: Callable[[Event], bool]) -> Located | None:
        """The newest of the events about an object that is there which is one of those wanted."""
        life = self._chronicle.life(described, len(self._chronicle.applied))
        return next((one for one in life if wanted(one.event)), None)

    def _unnamed(self, step: int, described: Described) -> Origin | None:
        """What wrote a row in a migration of which no statement names the object."""
        table = self._table(step, described.parent, described.schema)
        made = self._chronicle.origin(table) if table and table.step == step else None
        if made and table and brings_along(table.statement):
            return made
        origin = self._unseen(step, described) or made
        if origin is not None or self._mentions_table(step, described):
            return origin
        return self._sole(step)

    def _unseen(self, step: int, described: Described) -> Origin | None:
        """A statement that is not read to its end and has the name in it."""
        word = _word(described.name)
        for statement in reversed(self._chronicle.statements[step]):
            places = mentions(statement, word)
            if places:
                return self._chronicle.at(step, statement.start + places[0], Action.CHANGED)
        return None

    def _stays(self, made: Located, step: int, described: Described) -> bool:
        """Whether what made an object made the one that is there, whatever wrote its row since."""
        event = made.event
        if described.name not in {event.name, event.new_name}:
            return False  # but for a number, as PostgreSQL may have named another
        since = takewhile(lambda one: one is not made, self._chronicle.relevant(described))
        if any(one.step <= step and takes_away(one.event, described) for one in since):
            return False
        schema = event.new_schema or event.schema or self._schema
        return described.schema in {"", schema} or self._changes_part(step, described)

    def _changes_part(self, step: int, described: Described) -> bool:
        """Whether a statement names a part of a table, whose row it may write with that."""
        events = (one.event for one in self._chronicle.located if one.step == step)
        return any(event.parent == described.name for event in events)

    def _brought(self, gone: Located, described: Described) -> bool:
        """Whether an object can have been there that no statement before another made."""
        table = self._table(gone.step, described.parent, described.schema)
        if table and brings_along(table.statement):
            return True
        word = _word(described.name)
        return any(
            mentions(statement, word)
            for step, found in enumerate(self._chronicle.statements[: gone.step + 1])
            for statement in found
            if step < gone.step or statement.end <= gone.statement.start
        )

    def _sole(self, step: int) -> Origin | None:
        """The one statement of a migration whose effects cannot be read."""
        found = [one for one in self._chronicle.statements[step] if runs_code(one)]
        return self._chronicle.at(step, found[0].start, Action.CHANGED) if len(found) == 1 else None

    def _mentions_table(self, step: int, described: Described) -> bool:
        """Whether a statement names the table: its rows may be written on the way."""
        word = _word(described.parent or described.name)
        return any(word.search(statement.text) for statement in self._chronicle.statements[step])

    def _table(self, step: int, name: str, schema: str) -> Located | None:
        """What made a table, at the latest in this migration."""
        life = self._chronicle.life(Described("table", name, schema), step) if name else []
        made = (one for one in life if one.step <= step and one.event.action is Action.MADE)
        return next(made, None)


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$]){re.escape(name)}(?![\w$])")
