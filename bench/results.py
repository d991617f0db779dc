"""What the measurements say: medians, ratios, exponents, and whether any is over its bound."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from bench.floor import PARTS, Floor
from bench.measure import Run

BOUNDS = Path(__file__).with_name("bounds.json")
PHASES = (
    *("import", "load", "collect", "start", "apply", "read", "canonicalise", "compare"),
    *("run", "report"),
)
COMPARING = ("read", "canonicalise", "compare")
"""What is to be faster than each of the other tools."""

SPARE = 200 * 1024
"""KiB that an audit may take besides its share of what pytest takes."""

SHORT = 0.02
"""Seconds below which a phase says nothing about how it grows."""


@dataclass(frozen=True)
class Round:
    """One round of measurements of one case.

    :param audit: pytest with an item for each expectation.
    :param by_table: pytest with an item for each table.
    :param floor: what cannot be avoided.
    :param phases: seconds of the audit's phases; `cpu` is the process's own processor time.
    """

    audit: Run
    by_table: Run
    floor: Floor
    phases: Mapping[str, float]


@dataclass(frozen=True)
class Result:
    """Interleaved rounds of one case.

    :param tables: how many it has; 0 when it was not generated.
    :param rivals: seconds of each other tool, or why there are none.
    """

    case: str
    tables: int
    items: int
    rounds: Sequence[Round]
    rivals: Mapping[str, Sequence[float] | str]

    def phase(self, name: str) -> float:
        """Median wall time of a phase in seconds."""
        return median(one.phases[name] for one in self.rounds)

    def ratios(self) -> dict[str, float]:
        """Every figure that has a bound, by its name."""
        floor = median(one.floor.seconds for one in self.rounds)
        noop = median(one.floor.memory for one in self.rounds)
        ours = median(sum(one.phases[name] for name in COMPARING) for one in self.rounds)
        by_table = median(one.by_table.seconds for one in self.rounds)
        parts = [one.floor.parts for one in self.rounds]
        database = median(part["start"] + part["apply"] + part["read"] for part in parts)
        # Assertions need a server with the schema, too; an audit makes its own.
        ready = median(part["start"] + part["apply"] for part in parts)
        cpu = median(one.phases["cpu"] / one.floor.cpu - 1 for one in self.rounds)
        peak = median(one.audit.peak for one in self.rounds)
        timed = {name: median(took) for name, took in self.timed().items()}
        return {
            "wall": median(one.audit.seconds for one in self.rounds) / floor,
            "cpu": cpu,
            "memory": peak / (1.5 * noop + SPARE),
            "by table": by_table / database,
            **{name: ours / took for name, took in timed.items() if name != "pgTAP"},
            **{name: by_table / (ready + took) for name, took in timed.items() if name == "pgTAP"},
        }

    def timed(self) -> dict[str, Sequence[float]]:
        """Return the other tools that could be run."""
        return {name: took for name, took in self.rivals.items() if not isinstance(took, str)}

    def share(self, part: str) -> float:
        """Median of one part of the floor, in floors."""
        return median(one.floor.parts[part] / one.floor.seconds for one in self.rounds)


def exponents(results: Iterable[Result]) -> dict[str, float]:
    """Tell how each phase grows with the number of tables: 1 is linear.

    :param results: all of them; the smallest and the largest generated schema count.
    """
    sized = sorted((one for one in results if one.tables), key=lambda one: one.tables)
    if len(sized) < 2:
        return {}
    small, large = sized[0], sized[-1]
    growth = math.log(large.tables / small.tables)
    return {
        phase: math.log(large.phase(phase) / max(small.phase(phase), SHORT)) / growth
        for phase in PHASES
        if large.phase(phase) > SHORT
    }


def over(results: Sequence[Result], bounds: Path = BOUNDS) -> list[str]:
    """Name every figure that is over its stored bound.

    :param bounds: a JSON file: case, or `growth`, to figure to its bound.
    """
    stored: dict[str, dict[str, float]] = json.loads(bounds.read_text(encoding="utf-8"))
    found = {one.case: one.ratios() for one in results} | {"growth": exponents(results)}
    return [
        f"{case}: {figure} is {found[case][figure]:.2f}, over its bound of {bound}"
        for case, figures in stored.items()
        for figure, bound in figures.items()
        if found.get(case, {}).get(figure, bound) > bound
    ]


def table(results: Sequence[Result]) -> str:
    """Show everything as text."""
    rows = chain(_walls(results), [""], _phases(results), [""], _rivals(results))
    return "\n".join(rows)


def _walls(results: Sequence[Result]) -> Iterator[str]:
    shares = "  ".join(PARTS)
    yield f"schema         items   wall    cpu  memory  by table   of the floor: {shares}"
    for one in results:
        ratios = one.ratios()
        parts = "  ".join(f"{one.share(part):>{len(part)}.2f}" for part in PARTS)
        yield (
            f"{one.case:12} {one.items:7} {ratios['wall']:6.2f} {ratios['cpu']:6.2f} "
            f"{ratios['memory']:7.2f} {ratios['by table']:9.2f}                 {parts}"
        )


def _phases(results: Sequence[Result]) -> Iterator[str]:
    names = "  ".join(f"{phase:>6}" for phase in PHASES)
    yield f"of all phases  {names}"
    for one in results:
        total = sum(map(one.phase, PHASES))
        shares = (f"{one.phase(phase) / total:>{max(6, len(phase))}.2f}" for phase in PHASES)
        yield f"{one.case:12}   {'  '.join(shares)}"
    growth = exponents(results)
    if growth:
        shown = ((phase, f"{growth[phase]:.2f}" if phase in growth else "-") for phase in PHASES)
        cells = (f"{text:>{max(6, len(phase))}}" for phase, text in shown)
        yield f"{'exponent':12}   {'  '.join(cells)}"


def _rivals(results: Sequence[Result]) -> Iterator[str]:
    names = list(dict.fromkeys(name for one in results for name in one.rivals))
    yield "ours, in times of  " + "  ".join(f"{name:>12}" for name in names)
    for one in results:
        ratios = one.ratios()
        cells = (f"{ratios[name]:.2f}" if name in ratios else "-" for name in names)
        yield f"{one.case:12}       " + "  ".join(f"{cell:>12}" for cell in cells)
    for one in results:
        reasons = {name: why for name, why in one.rivals.items() if isinstance(why, str)}
        yield from (f"{one.case}: {name}: {why}" for name, why in reasons.items())
