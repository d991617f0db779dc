"""Which of manifest, migrations and live database stands alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .audit import Migrated
from .origins import origin_of
from .verdict import Different, ItemKey, Same, Verdict


def compared(live: Different, made: Migrated, key: ItemKey, pending: Collection[str]) -> Verdict:
    """Say of a live database's drift who stands alone.

    :param live: the difference between manifest and live database.
    :param made: the database that the migrations make.
    :param key: the item.
    :param pending: names of migrations that the live database's ledger does not have.
    """
    if live.cause is not None:
        return live
    migrations = made.verdicts.get(key)
    if isinstance(migrations, Same):
        return replace(live, hints=(*live.hints, _live_alone(made, key, pending)))
    if isinstance(migrations, Different) and _equal(migrations, live):
        hint = "the manifest was not updated: migrations and live agree"
        return replace(live, hints=(*live.hints, hint))
    return replace(live, hints=(*live.hints, "manifest, migrations and live all differ"))


def _equal(one: Different, other: Different) -> bool:
    return (one.found, one.unexpected, one.findings) == (
        other.found,
        other.unexpected,
        other.findings,
    )


def _live_alone(made: Migrated, key: ItemKey, pending: Collection[str]) -> str:
    origin = made.provenance and origin_of(made.evidence, made.provenance, key)
    if origin and origin.migration.name in pending:
        return f"a pending migration would make it: {origin.place}"
    where = f" ({origin.place})" if origin else ""
    return f"live differs; manifest and migrations agree{where}; made by no migration"
