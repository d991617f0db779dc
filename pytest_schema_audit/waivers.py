"""Accepted drifts: each for one item, with a reason, for as long as the team has said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from .errors import AuditError
from .kinds import slug
from .manifest.errors import shown_path, shown_place
from .manifest.expectation import Waiver
from .verdict import CannotTell, Different, ItemKey, NotAsked, Same, Verdict, Waived

if TYPE_CHECKING:
    from .outline import ItemSpec, Outline

NEEDLESS = "is as expected, so there is nothing to waive"
"""What is said of an item whose waiver has become superfluous."""


class WaiverError(AuditError):
    """A waiver that is about nothing."""

    @classmethod
    def no_drift(cls, waiver: Waiver, title: str) -> WaiverError:
        """The item is there and is about no drift."""
        return cls(
            f"{shown_place(waiver.place)}: {title} cannot be waived: only drift can",
            why=waiver.place.source,
            ways_out=("remove the waiver",),
        )

    @classmethod
    def no_such_item(cls, waiver: Waiver, alike: list[str]) -> WaiverError:
        """No item of the suite has the id that the waiver names."""
        return cls(
            f"{shown_place(waiver.place)}: no item {waiver.item!r} to waive",
            why=waiver.place.source,
            ways_out=(
                *(f"write {name}" for name in alike),
                "an item is named as its id prints it, without the file: "
                "public.Invoice::index.Invoice_status_idx",
            ),
        )


def of_live(outline: Outline) -> dict[ItemKey, Waiver]:
    """Find the item of each waiver that holds for a live database: its own one before the other.

    :param outline: the items of the suite and its waivers.
    :raises WaiverError: for a waiver that names no item.
    """
    return dict(sorted(by_item(outline), key=lambda found: found[1].of_live))


def of_migrations(outline: Outline) -> dict[ItemKey, Waiver]:
    """Find the item of each waiver that holds for what the migrations make.

    :raises WaiverError: for a waiver that names no item, of a live database as well.
    """
    return {key: waiver for key, waiver in by_item(outline) if not waiver.of_live}


def by_item(outline: Outline) -> list[tuple[ItemKey, Waiver]]:
    """Find the item of every waiver.

    :raises WaiverError: for a waiver that names no item.
    """
    return list(_found(outline)) if outline.suite.waivers else []


def _found(outline: Outline) -> Iterator[tuple[ItemKey, Waiver]]:
    items = {f"{item.key.node}::{item.key.name}": item for item in outline.items()}
    for waiver in outline.suite.waivers:
        name = waiver.item_name
        if name in items and _is_drift(items[name]):
            yield items[name].key, waiver
        elif name in items:
            raise WaiverError.no_drift(waiver, items[name].title)
        elif not _is_of_live(name):
            raise WaiverError.no_such_item(waiver, _alike(name, items))


def _is_of_live(name: str) -> bool:
    """Tell an item that only the audit of a live database has: a waiver of it holds there."""
    from .outline import LEDGER_CHECKS  # as late as what reads entries

    return name in {f"migrations::ledger.{slug(check)}" for check in LEDGER_CHECKS}


def _is_drift(item: ItemSpec) -> bool:
    """Tell drift from what commands say and from what proves the audit itself."""
    return bool(item.expectations) or item.kind not in {"check", "prove"}


def _alike(name: str, items: Mapping[str, ItemSpec]) -> list[str]:
    from difflib import get_close_matches  # only a mistake needs it

    return get_close_matches(name, [one for one in items if _is_drift(items[one])], n=1)


def waived(
    verdicts: Mapping[ItemKey, Verdict], waivers: Mapping[ItemKey, Waiver], today: date
) -> dict[ItemKey, Verdict]:
    """Return the verdicts with waivers taken into account.

    What fails only because of something that is waived is waived with it.

    :param today: the day on which waivers must still hold.
    """
    changed = {
        key: _waived(verdicts[key], waiver, today)
        for key, waiver in waivers.items()
        if key in verdicts
    }
    followed = {
        key: Waived(cause.reason, verdict)
        for key, verdict in verdicts.items()
        if key not in changed and isinstance(verdict, Different) and verdict.cause is not None
        if isinstance(cause := changed.get(verdict.cause), Waived)
    }
    return {**verdicts, **changed, **followed}


def _waived(verdict: Verdict, waiver: Waiver, today: date) -> Verdict:
    if isinstance(verdict, NotAsked | CannotTell):
        return verdict
    place = f"{shown_path(waiver.place.file)}:{waiver.place.line}"
    if isinstance(verdict, Same):
        return Different(
            summary=NEEDLESS,
            found="what is expected",
            hints=(f"remove the waiver at {place}",),
        )
    if isinstance(verdict, Different) and not _expired(waiver, today):
        return Waived(_reason(waiver), verdict)
    if isinstance(verdict, Different):
        hint = f"its waiver at {place} ended on {waiver.until}: {waiver.reason}"
        return replace(verdict, hints=(*verdict.hints, hint))
    return verdict


def _expired(waiver: Waiver, today: date) -> bool:
    return waiver.until is not None and waiver.until < today


def _reason(waiver: Waiver) -> str:
    owner = f", {waiver.owner}" if waiver.owner else ""
    until = f", until {waiver.until}" if waiver.until else ""
    return f"waived: {waiver.reason}{owner}{until}"
