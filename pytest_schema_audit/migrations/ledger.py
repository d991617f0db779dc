"""The ledger of a live database against the folder: what is pending, failed, edited, gone."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .errors import shown
from .ledger_queries import READINGS, LedgerReading
from .plan import Migration, Plan
from .script import Script

Row = tuple[str, str, str | None]


class LedgerState(enum.Enum):
    """How a migration of the folder and its row in the ledger disagree."""

    PENDING = "pending"
    FAILED = "failed"
    ROLLED_BACK = "rolled back"
    EDITED = "edited"
    GONE = "gone"
    OUT_OF_ORDER = "out of order"


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
    return reading.query if reading else None


def ledger_findings(plan: Plan, rows: Sequence[Row] | None) -> tuple[LedgerFinding, ...]:
    """Compare a ledger with the folder.

    :param rows: what :func:`ledger_query` gave, in its order; None when the table is missing.
    :return: disagreements, first those of the folder's migrations in their order; none for a
        layout without a ledger.
    """
    reading = READINGS.get(plan.layout)
    if reading is None:
        return ()
    comparison = _Comparison(plan, reading, _expanded(plan, reading, rows or ()))
    return (*comparison.of_folder(), *comparison.gone(), *comparison.out_of_order())


def applied_count(plan: Plan, rows: Sequence[Row] | None) -> int:
    """How many of a plan's migrations a ledger has as applied, edited ones too."""
    reading = READINGS.get(plan.layout)
    if reading is None:
        return 0
    state = {key: state for key, state, _ in _expanded(plan, reading, rows or ())}
    return sum(state.get(reading.key(plan, one)) == "applied" for one in plan.migrations)


def _expanded(plan: Plan, reading: LedgerReading, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows; for a ledger of one row, those that it stands for as well."""
    found = tuple(rows)
    if not reading.last_only or not found:
        return found
    newest = int(found[-1][0])
    keys = (reading.key(plan, one) for one in plan.migrations)
    earlier = tuple((key, "applied", None) for key in keys if int(key) < newest)
    return (*earlier, *found)


class _Comparison:
    def __init__(self, plan: Plan, reading: LedgerReading, rows: tuple[Row, ...]) -> None:
        self._plan = plan
        self._reading = reading
        self._rows = rows
        self._by_key: Mapping[str, Row] = {row[0]: row for row in rows}
        self._ledger = ".".join(plan.ledger or ())
        self._migrations = {reading.key(plan, one): one for one in plan.migrations}

    def of_folder(self) -> Iterator[LedgerFinding]:
        for key, migration in self._migrations.items():
            yield from self._of_migration(migration, self._by_key.get(key))

    def _of_migration(self, migration: Migration, row: Row | None) -> Iterator[LedgerFinding]:
        name = migration.name
        if row is None:
            text = f"migration {name} is pending: {self._ledger} does not have it"
            yield LedgerFinding(name, LedgerState.PENDING, text)
        elif row[1] == "failed":
            text = f"migration {name} failed: {self._ledger} has it as begun and not finished"
            yield LedgerFinding(name, LedgerState.FAILED, text)
        elif row[1] == "rolled back":
            text = f"migration {name} is rolled back, {self._ledger} says"
            yield LedgerFinding(name, LedgerState.ROLLED_BACK, text)
        elif row[2] is not None:
            yield from self._edited(migration, row[2])

    def _edited(self, migration: Migration, recorded: str) -> Iterator[LedgerFinding]:
        own = self._reading.checksums(Script.read(migration.path))
        if not own or recorded in own:
            return
        text = (
            f"migration {migration.name} was edited after it was applied: {self._ledger} has the "
            f"checksum {_short(recorded)}, and {shown(migration.path)} has another"
        )
        yield LedgerFinding(migration.name, LedgerState.EDITED, text)

    def gone(self) -> Iterator[LedgerFinding]:
        for key, (_, state, _) in self._by_key.items():
            if key not in self._migrations and state != "rolled back":
                text = (
                    f"migration {key} was applied, {self._ledger} says, and is not in "
                    f"{shown(self._plan.root)}"
                )
                yield LedgerFinding(key, LedgerState.GONE, text)

    def out_of_order(self) -> Iterator[LedgerFinding]:
        order = {key: position for position, key in enumerate(self._migrations)}
        newest = ""
        for key, state, _ in self._rows:
            if state != "applied" or key not in order:
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
