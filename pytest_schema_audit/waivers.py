"""Accepted drifts: each for one item, with a reason, for as long as the team has said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from .errors import AuditError
from .manifest.expectation import Waiver
from .outline import Outline
from .verdict import CannotTell, Different, ItemKey, NotAsked, Same, Verdict, Waived

NEEDLESS = "is as expected, so there is nothing to waive"
"""What is said of an item whose waiver has become superfluous."""


class WaiverError(AuditError):
    """A waiver that is about nothing."""

    @classmethod
    def no_such_item(cls, waiver: Waiver, alike: list[str]) -> WaiverError:
        """No item of the suite has the id that the waiver names."""
        place = waiver.place
        return cls(
            f"{place.file}:{place.line}:{place.column}: no item {waiver.item!r} to waive",
            why=place.source,
            ways_out=(
                *(f"write {name}" for name in alike),
                "an item is named as its id prints it, without the file: "
                "public.Invoice::index.Invoice_status_idx",
            ),
        )


def by_item(outline: Outline) -> dict[ItemKey, Waiver]:
    """Find the item of each waiver.

    :param outline: the items of the suite and its waivers.
    :raises WaiverError: for a waiver that names no item.
    """
    if not outline.suite.waivers:
        return {}
    keys = {f"{item.key.node}::{item.key.name}": item.key for item in outline.items()}
    found = {}
    for waiver in outline.suite.waivers:
        name = waiver.item.rpartition(".yaml::")[2] or waiver.item
        if name not in keys:
            raise WaiverError.no_such_item(waiver, _alike(name, keys))
        found[keys[name]] = waiver
    return found


def _alike(name: str, keys: Mapping[str, ItemKey]) -> list[str]:
    from difflib import get_close_matches  # only a mistake needs it

    return get_close_matches(name, keys, n=1)


def waived(
    verdicts: Mapping[ItemKey, Verdict], waivers: Mapping[ItemKey, Waiver], today: date
) -> dict[ItemKey, Verdict]:
    """Return the verdicts with waivers taken into account.

    :param today: the day on which waivers must still hold.
    """
    changed = {
        key: _waived(verdicts[key], waiver, today)
        for key, waiver in waivers.items()
        if key in verdicts
    }
    return {**verdicts, **changed}


def _waived(verdict: Verdict, waiver: Waiver, today: date) -> Verdict:
    if isinstance(verdict, NotAsked | CannotTell):
        return verdict
    place = f"{waiver.place.file.name}:{waiver.place.line}"
    if isinstance(verdict, Same):
        return Different(
            summary=NEEDLESS,
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
