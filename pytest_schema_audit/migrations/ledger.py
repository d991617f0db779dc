"""The ledger of a live database against the folder: what is pending, failed, edited, gone."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .errors import shown
from .layouts.conduct import identifier
from .layouts.layout import NOT_LOOKED_INTO
from .ledger_queries import READINGS, Entry, LedgerReading
from .plan import Migration, Plan

Row = tuple[str, str, str | None] | tuple[str, str, str | None, str]


class LedgerState(enum.Enum):
    """How a migration of the folder and its row in the ledger disagree."""

    PENDING = "pending"
    FAILED = "failed"
    ROLLED_BACK = "rolled back"
    EDITED = "edited"
    RENAMED = "renamed"
    GONE = "gone"
    OUT_OF_ORDER = "out of order"


_NOT_APPLIED = {LedgerState.PENDING, LedgerState.FAILED, LedgerState.ROLLED_BACK}


@dataclass(frozen=True)
class LedgerFinding:
    """One disagreement, each a failing item.

    :param name: the migration, or what the ledger calls one that is gone.
    :param text: one sentence.
    """

    name: str
    state: LedgerState
    text: str


def ledger_query(plan: Plan) -> str | None:
    """The SELECT that reads the ledger of a plan's tool; None where the tool keeps none.

    Its rows go to :func:`ledger_findings`. Nothing but the ledger is read.
    """
    reading = READINGS.get(plan.layout)
    if reading is None or plan.ledger is None:
        return None
    return reading.query.format(ledger=identifier(*plan.ledger))


def ledger_findings(plan: Plan, rows: Sequence[Row] | None) -> tuple[LedgerFinding, ...]:
    """Compare a ledger with the folder.

    :param rows: what :func:`ledger_query` gave, in its order; None when the table is missing.
    :return: disagreements, first those of the folder's migrations in their order; none for a
        layout without a ledger.
    """
    reading = READINGS.get(plan.layout)
    if reading is None:
        return ()
    ledger = ".".join(plan.ledger or ())
    lacks = f"there is no {ledger}" if rows is None else f"{ledger} does not have it"
    comparison = _Comparison(plan, reading, _expanded(plan, reading, rows or ()), lacks)
    return (*comparison.of_folder(), *comparison.gone(), *comparison.out_of_order())


def applied_count(plan: Plan, rows: Sequence[Row] | None) -> int:
    """How many of a plan's migrations a ledger has as applied, edited ones too."""
    if READINGS.get(plan.layout) is None:
        return 0
    other = {one.name for one in ledger_findings(plan, rows) if one.state in _NOT_APPLIED}
    return sum(one.name not in other for one in plan.migrations)


def _expanded(plan: Plan, reading: LedgerReading, rows: Iterable[Row]) -> tuple[Entry, ...]:
    """The last row of each migration, in their order; before them those that rows stand for."""
    found: dict[str, Entry] = {}
    for entry in (Entry(*row) for row in rows):
        key = reading.normal(entry.key)
        found.pop(key, None)  # so that it stands where it was written last
        found[key] = replace(entry, key=key)
    stood_for = [
        Entry(key, "applied")
        for key, one in ((reading.key(plan, one), one) for one in plan.migrations)
        if key not in found and any(reading.stands_for(entry, one) for entry in found.values())
    ]
    return (*stood_for, *(entry for entry in found.values() if entry.state != "baseline"))


class _Comparison:
    def __init__(
        self, plan: Plan, reading: LedgerReading, entries: tuple[Entry, ...], lacks: str
    ) -> None:
        self._lacks = lacks
        self._plan = plan
        self._reading = reading
        self._entries = entries
        self._by_key: Mapping[str, Entry] = {entry.key: entry for entry in entries}
        self._ledger = ".".join(plan.ledger or ())
        self._migrations = {reading.key(plan, one): one for one in plan.migrations}

    def of_folder(self) -> Iterator[LedgerFinding]:
        for key, migration in self._migrations.items():
            yield from self._of_migration(migration, self._by_key.get(key))

    def _of_migration(self, migration: Migration, entry: Entry | None) -> Iterator[LedgerFinding]:
        name = migration.name
        if entry is None:
            text = f"migration {name} is pending: {self._lacks}"
            yield LedgerFinding(name, LedgerState.PENDING, text)
        elif entry.state == "failed":
            text = f"migration {name} failed: {self._ledger} has it as begun and not finished"
            yield LedgerFinding(name, LedgerState.FAILED, text)
        elif entry.state == "rolled back":
            text = f"migration {name} is rolled back, {self._ledger} says"
            yield LedgerFinding(name, LedgerState.ROLLED_BACK, text)
        else:
            yield from self._edited(migration, entry.checksum)
            yield from self._renamed(migration, entry.description)

    def _renamed(self, migration: Migration, recorded: str | None) -> Iterator[LedgerFinding]:
        if recorded in {None, migration.description}:
            return
        text = (
            f"migration {migration.name} was renamed after it was applied: {self._ledger} calls it "
            f"{recorded!r}, and its tool refuses to go on"
        )
        yield LedgerFinding(migration.name, LedgerState.RENAMED, text)

    def _edited(self, migration: Migration, recorded: str | None) -> Iterator[LedgerFinding]:
        own = self._reading.checksums(self._plan, migration)
        if recorded is None or not own or recorded in own:
            return
        if self._reading.repeats(migration):
            text = (
                f"migration {migration.name} is pending: {shown(migration.path)} was edited after "
                "it was applied, and a repeatable migration is then applied again"
            )
            yield LedgerFinding(migration.name, LedgerState.PENDING, text)
            return
        text = (
            f"migration {migration.name} was edited after it was applied: {self._ledger} has the "
            f"checksum {_short(recorded)}, and {shown(migration.path)} has another"
        )
        yield LedgerFinding(migration.name, LedgerState.EDITED, text)

    def gone(self) -> Iterator[LedgerFinding]:
        left_out = (one for one in self._plan.left_out if one.reason != NOT_LOOKED_INTO)
        paths = [one.path for one in left_out]
        paths += [one.path for one in self._plan.problems]
        there = {key for path in paths for key in self._reading.others(self._plan, path)}
        for key, entry in self._by_key.items():
            if key not in there.union(self._migrations) and entry.state != "rolled back":
                text = (
                    f"migration {key} was applied, {self._ledger} says, and is not in "
                    f"{shown(self._plan.root)}"
                )
                yield LedgerFinding(key, LedgerState.GONE, text)

    def out_of_order(self) -> Iterator[LedgerFinding]:
        order = {key: position for position, key in enumerate(self._migrations)}
        newest = ""
        for entry in self._entries:
            key = entry.key
            if entry.state != "applied" or key not in order:
                continue
            if self._reading.repeats(self._migrations[key]):
                continue
            if newest and order[key] < order[newest]:
                yield self._disordered(key, newest)
            else:
                newest = key

    def _disordered(self, key: str, before: str) -> LedgerFinding:
        name = self._migrations[key].name
        text = (
            f"migration {name} was applied after {self._migrations[before].name}, which follows it"
        )
        return LedgerFinding(name, LedgerState.OUT_OF_ORDER, text)


def _short(checksum: str) -> str:
    return checksum if len(checksum) <= 16 else f"{checksum[:12]}…"
