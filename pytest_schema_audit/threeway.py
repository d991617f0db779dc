"""Which of manifest, migrations and live database stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .audit import Migrated
from .evidence import Evidence
from .migrations.errors import shown
from .migrations.provenance import Origin
from .origins import found_in, gone_by, origin_of, with_origins
from .outline import ItemSpec
from .verdict import NO_MIGRATION, Different, ItemKey, Same, Verdict

_OF_LIVE_ALONE = {"ignore", "rows"}
"""Kinds of item that say nothing of the migrations where they hold on the live database.

A rule may be there for what only live databases have.
"""


_MIGRATIONS_ALONE = "migrations differ; manifest and live agree"


@dataclass(frozen=True)
class ThreeWay:
    """Compares verdicts on a live database with those on what the migrations make.

    :ivar live: what the verdicts on the live database rest on.
    :ivar made: the database that the migrations make.
    :ivar waiting: migrations that the live database's ledger does not have as applied -> what
        they are called: ``a pending migration``.
    """

    live: Evidence
    made: Migrated
    waiting: Mapping[str, str]

    def compared(self, answers: Mapping[ItemKey, Verdict]) -> dict[ItemKey, Verdict]:
        """Say of each drift who stands alone; agreement of all three stays what it is.

        :param answers: verdicts on the live database.
        """
        specs = {item.key: item for item in self.live.outline.items()}
        return {key: self._compared(specs[key], verdict) for key, verdict in answers.items()}

    def _compared(self, item: ItemSpec, live: Verdict) -> Verdict:
        made = self.made.verdicts.get(item.key)
        if isinstance(live, Same) and isinstance(made, Different):
            return live if item.kind in _OF_LIVE_ALONE else self._migrations_alone(item, made)
        if not isinstance(live, Different) or live.cause is not None:
            return live
        if isinstance(made, Same):
            return self._live_alone(item, live)
        if isinstance(made, Different) and _equal(made, live):
            return self._manifest_alone(item.key, live, made)
        hints = self._waiting_hints(item, live)
        return _made_by_none(live, "manifest, migrations and live all differ", *hints)

    def _migrations_alone(self, item: ItemSpec, made: Different) -> Different:
        """Live is as expected, and what the migrations make is not."""
        if made.cause is not None:
            return made
        traced = self._traced(item.key, made)
        summary = f"live is as expected, the migrations are not: {made.summary}"
        return _hinted(replace(traced, summary=summary), self._difference_of_migrations(traced))

    def _difference_of_migrations(self, traced: Different) -> str:
        """Say what is to be done where the live database is as expected: perhaps wait."""
        places = {traced.made_by, *traced.behind} - {"", NO_MIGRATION}
        what = {self._waiting_at(place) for place in places}
        one = what.pop() if len(what) == 1 else ""
        return f"{one} makes the difference" if one else _MIGRATIONS_ALONE

    def _waiting_at(self, place: str) -> str:
        """What the migration of a place is called, if it is not applied; else nothing."""
        for one in self.made.plan.migrations:
            if one.name in self.waiting and place.startswith(f"{shown(one.path)}:"):
                return self.waiting[one.name]
        return ""

    def _manifest_alone(self, key: ItemKey, live: Different, made: Different) -> Different:
        traced = self._traced(key, made)
        told = replace(live, unexpected=traced.unexpected, made_by=traced.made_by)
        return _hinted(told, "the manifest was not updated: migrations and live agree")

    def _live_alone(self, item: ItemSpec, live: Different) -> Different:
        hints = tuple(self._waiting_hints(item, live))
        if hints:
            return _hinted(live, *hints, *self._by_hand(item, live))
        origin = self._origin(item.key, live)
        where = f" ({origin.place})" if origin else ""
        return _made_by_none(live, f"live differs; manifest and migrations agree{where}")

    def _waiting_hints(self, item: ItemSpec, live: Different) -> Iterator[str]:
        """What migrations that are not applied yet would do about it, and where."""
        if self.made.provenance is None:
            return
        origin = self._origin(item.key, live)
        if origin is not None and (what := self.waiting.get(origin.migration.name)):
            yield f"{what} would make it: {origin.place}"
        for found in found_in(self.live, item, live):
            gone = gone_by(self.made.provenance, found)
            if gone is not None and (what := self.waiting.get(gone.migration.name)):
                yield f"{what} would remove {found.label}: {gone.place}"

    def _by_hand(self, item: ItemSpec, live: Different) -> Iterator[str]:
        """What is there that no migration has to do with, beside what one would remove."""
        if self.made.provenance is None:
            return
        for found in found_in(self.live, item, live):
            gone = gone_by(self.made.provenance, found)
            if gone is None or gone.migration.name not in self.waiting:
                yield f"{NO_MIGRATION} makes {found.label}"

    def _origin(self, key: ItemKey, live: Different) -> Origin | None:
        if self.made.provenance is None:
            return None
        paths = {finding.path for finding in live.findings}
        return origin_of(self.made.evidence, self.made.provenance, key, paths)

    def _traced(self, key: ItemKey, made: Different) -> Different:
        if self.made.provenance is None:
            return made
        traced = with_origins({key: made}, self.made.evidence, self.made.provenance)[key]
        return traced if isinstance(traced, Different) else made


def _equal(one: Different, other: Different) -> bool:
    return (one.found, one.unexpected, one.findings) == (
        other.found,
        other.unexpected,
        other.findings,
    )


def _hinted(verdict: Different, *hints: str) -> Different:
    return replace(verdict, hints=(*verdict.hints, *hints))


def _made_by_none(verdict: Different, *hints: str) -> Different:
    """What only the live database has was made by no migration; what it lacks, by nobody."""
    there = bool(verdict.found or verdict.findings or verdict.unexpected)
    return _hinted(replace(verdict, made_by=NO_MIGRATION if there else ""), *hints)
