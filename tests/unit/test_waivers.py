"""What a waiver makes of a verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pytest_schema_audit.manifest.expectation import Place, Waiver
from pytest_schema_audit.verdict import (
    CannotTell,
    Different,
    ItemKey,
    NotAsked,
    Same,
    Verdict,
    Waived,
)
from pytest_schema_audit.waivers import waived

KEY = ItemKey("/expected/audit.yaml", "public.t", "column.c")
OTHER = ItemKey("/expected/audit.yaml", "public.t", "column.d")
TODAY = date(2026, 3, 1)
DRIFT = Different("type: expected a, found b", hints=("was it renamed?",))


def judged(verdict: Verdict, until: date | None = None, owner: str = "") -> Verdict:
    place = Place(Path("/expected/audit.yaml"), 7, 5)
    waiver = Waiver("public.t::column.c", "soon", owner, until, place)
    found = waived({KEY: verdict, OTHER: DRIFT}, {KEY: waiver}, TODAY)
    assert found[OTHER] is DRIFT
    return found[KEY]


@pytest.mark.parametrize(
    ("until", "owner", "reason"),
    [
        (None, "", "waived: soon"),
        (TODAY, "", "waived: soon, until 2026-03-01"),
        (None, "ann", "waived: soon, ann"),
        (date(2027, 1, 1), "ann", "waived: soon, ann, until 2027-01-01"),
    ],
)
def test_drift_is_waived_to_the_last_day(until: date | None, owner: str, reason: str) -> None:
    assert judged(DRIFT, until, owner) == Waived(reason, DRIFT)


def test_a_day_later_it_is_drift_and_says_so() -> None:
    assert judged(DRIFT, date(2026, 2, 28)) == Different(
        "type: expected a, found b",
        hints=("was it renamed?", "its waiver at /expected/audit.yaml:7 ended on 2026-02-28: soon"),
    )


def test_nothing_to_waive_is_a_failure() -> None:
    assert judged(Same()) == Different(
        "is as expected, so there is nothing to waive",
        found="what is expected",
        hints=("remove the waiver at /expected/audit.yaml:7",),
    )


@pytest.mark.parametrize("verdict", [CannotTell("why"), NotAsked("another major")])
def test_what_is_no_answer_is_not_waived(verdict: Verdict) -> None:
    assert judged(verdict) is verdict
