"""What measurements say: ratios of medians, exponents, and what is over its bound."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.floor import PARTS, Floor
from bench.measure import Run
from bench.results import PHASES, Result, Round, exponents, over, table

KIB = 1024


def one_round(wall: float, phase: float = 1.0) -> Round:
    floor = Floor(dict.fromkeys(PARTS, 1.0), 100 * KIB, cpu=2.0)
    phases = {**dict.fromkeys(PHASES, phase), "cpu": 3.0}
    return Round(Run(wall, 175 * KIB), Run(6.0, 100 * KIB), floor, phases)


def result(
    rounds: Sequence[Round],
    case: str = "reference",
    tables: int = 0,
    rivals: Mapping[str, Sequence[float] | str] | None = None,
) -> Result:
    return Result(case, tables, 1500, rounds, rivals or {})


def test_ratios_are_of_medians() -> None:
    ratios = result([one_round(5.0), one_round(6.0), one_round(50.0)]).ratios()
    # The floor takes five parts of a second; start, apply and read are three of them.
    assert ratios == {
        "wall": pytest.approx(6 / 5),
        "cpu": pytest.approx(0.5),
        "memory": pytest.approx(175 / 350),
        "by table": pytest.approx(2.0),
    }


def test_other_tools_are_compared_with_what_they_do() -> None:
    rivals: dict[str, Sequence[float] | str] = {
        "migra": [6.0, 4.0, 8.0],
        "pgTAP": [3.0],
        "pg-delta": "no npm here",
    }
    one = result([one_round(5.0)], rivals=rivals)
    ratios = one.ratios()
    # Reading and comparing against a diff; the whole run by table against assertions, which need
    # a server with the schema, too.
    assert ratios["migra"] == pytest.approx(0.5)
    assert ratios["pgTAP"] == pytest.approx(6 / 5)
    assert "pg-delta" not in ratios
    assert "reference: pg-delta: no npm here" in table([one]).splitlines()


def test_exponents_tell_how_phases_grow() -> None:
    small = result([one_round(1.0, phase=1.0)], "10 tables", 10)
    large = result([one_round(1.0, phase=100.0)], "100 tables", 100)
    assert exponents([large, small]) == dict.fromkeys(PHASES, pytest.approx(2.0))
    assert exponents([small]) == {}


def test_what_is_too_short_has_no_exponent() -> None:
    small = result([one_round(1.0, phase=0.001)], "10 tables", 10)
    large = result([one_round(1.0, phase=0.01)], "100 tables", 100)
    assert exponents([small, large]) == {}


def test_names_what_is_over_its_bound(tmp_path: Path) -> None:
    bounds = tmp_path / "bounds.json"
    stored = {
        "reference": {"wall": 1.1, "memory": 1.0, "migra": 0.1},
        "growth": {"run": 1.1},
        "9000 tables": {"wall": 1.0},
    }
    bounds.write_text(json.dumps(stored))
    found = [
        result([one_round(6.0)]),
        result([one_round(6.0, phase=1.0)], "10 tables", 10),
        result([one_round(6.0, phase=100.0)], "100 tables", 100),
    ]
    assert over(found, bounds) == [
        "reference: wall is 1.20, over its bound of 1.1",
        "growth: run is 2.00, over its bound of 1.1",
    ]
