"""Which of manifest, migrations and live database stands alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .audit import Migrated
from .evidence import Evidence
from .migrations.provenance import Origin
from .origins import found_in, gone_by, origin_of, with_origins
from .outline import ItemSpec
from .verdict import Different, ItemKey, Same, Verdict

_OF_LIVE_ALONE = {"ignore", "rows"}
"""Kinds of item that say nothing of the migrations where they hold on the live database.

A rule may be there for what only live databases have.
"""


@dataclass(frozen=True)
class ThreeWay:
    """Compares verdicts on a live database with those on what the migrations make.

    :ivar live: what the verdicts on the live database rest on.
    :ivar made: the database that the migrations make.
    :ivar pending: names of migrations that the live database's ledger does not have.
    """

    live: Evidence
    made: Migrated
    pending: Collection[str]

    def compared(self, answers: Mapping[ItemKey, Verdict]) -> dict[ItemKey, Verdict]:
        """Say of each drift who stands alone; agreement of all three stays what it is.

        :param answers: verdicts on the live database.
        """
        specs = {item.key: item for item in self.live.outline.items()}
        return {key: self._compared(specs[key], verdict) for key, verdict in answers.items()}

    def _compared(self, item: ItemSpec, live: Verdict) -> Verdict:
        made = self.made.verdicts.get(item.key)
        if isinstance(live, Same) and isinstance(made, Different):
            return live if item.kind in _OF_LIVE_ALONE else self._migrations_alone(item.key, made)
        if not isinstance(live, Different) or live.cause is not None:
            return live
        if isinstance(made, Same):
            return self._live_alone(item, live)
        if isinstance(made, Different) and _equal(made, live):
            return self._manifest_alone(item.key, live, made)
        places = self._pending_places(item, live)
        hints = (f"{what}: {place}" for what, place in places)
        return _made_by_none(live, "manifest, migrations and live all differ", *hints)

    def _migrations_alone(self, key: ItemKey, made: Different) -> Different:
        """Live is as expected, and what the migrations make is not."""
        if made.cause is not None:
            return made
        traced = self._traced(key, made)
        summary = f"live is as expected, the migrations are not: {made.summary}"
        return _hinted(
            replace(traced, summary=summary), "migrations differ; manifest and live agree"
        )

    def _manifest_alone(self, key: ItemKey, live: Different, made: Different) -> Different:
        traced = self._traced(key, made)
        told = replace(live, unexpected=traced.unexpected, made_by=traced.made_by)
        return _hinted(told, "the manifest was not updated: migrations and live agree")

    def _live_alone(self, item: ItemSpec, live: Different) -> Different:
        waiting = [f"{what}: {place}" for what, place in self._pending_places(item, live)]
        if waiting:
            return _hinted(live, *waiting)
        origin = self._origin(item.key, live)
        where = f" ({origin.place})" if origin else ""
        return _made_by_none(live, f"live differs; manifest and migrations agree{where}")

    def _pending_places(self, item: ItemSpec, live: Different) -> Iterator[tuple[str, str]]:
        """What migrations that are not applied yet would do about it, and where."""
        provenance = self.made.provenance
        if provenance is None or not self.pending:
            return
        origin = self._origin(item.key, live)
        if origin is not None and origin.migration.name in self.pending:
            yield "a pending migration would make it", origin.place
        for found in found_in(self.live, item, live):
            gone = gone_by(provenance, found)
            if gone is not None and gone.migration.name in self.pending:
                yield f"a pending migration would remove {found.label}", gone.place

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
    return _hinted(replace(verdict, made_by="no migration" if there else ""), *hints)
