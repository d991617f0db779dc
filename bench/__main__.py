"""Measure audits against the floor, interleaved, and print ratios of medians.

Absolute times say little about another machine, so none is printed; build/bench.json has them.
The last line is the reference schema's ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from bench import schema
from bench.floor import PARTS, PLAIN, Floor, Machine
from bench.measure import Run, run

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"
REFERENCE = "reference"


@dataclass(frozen=True)
class Case:
    """A schema to measure with.

    :param name: its column in the table of results.
    :param folder: where pytest is started.
    :param scripts: SQL files, in order.
    """

    name: str
    folder: Path
    scripts: tuple[Path, ...]


@dataclass(frozen=True)
class Result:
    """Interleaved runs of one case."""

    case: str
    items: int
    audits: tuple[Run, ...]
    floors: tuple[Floor, ...]

    @property
    def floor(self) -> float:
        """Median wall time of the floor in seconds."""
        return median(floor.seconds for floor in self.floors)

    @property
    def ratio(self) -> float:
        """Median wall time of the audit, in floors."""
        return median(audit.seconds for audit in self.audits) / self.floor

    @property
    def memory(self) -> float:
        """Median peak memory of the audit, in those of pytest with as many no-op items."""
        noop = median(floor.memory for floor in self.floors)
        return median(audit.peak for audit in self.audits) / noop

    def share(self, part: str) -> float:
        """Median of one part of the floor, in floors."""
        return median(floor.parts[part] for floor in self.floors) / self.floor


def reference() -> Case:
    """Copy the schema that the audit of this repository is about, to be away from its tests."""
    folder = BUILD / REFERENCE
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "expected", folder / "expected")
    shutil.copytree(ROOT / "tests" / "medspa", folder / "tests" / "medspa")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    prisma = folder / "tests" / "medspa" / "prisma"
    migrations = sorted(prisma.glob("migrations/*/migration.sql"))
    return Case(REFERENCE, folder, (*migrations, prisma / "seed.sql"))


def generated(size: int, major: int) -> Case:
    """Write a schema of a given number of tables and return it.

    :param size: number of tables.
    :param major: PostgreSQL's major version.
    """
    folder = BUILD / f"{size}-tables"
    schema.write(folder, schema.tables(size), major)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return Case(f"{size} tables", folder, tuple(sorted(folder.glob("migrations/*.sql"))))


def measure(case: Case, machine: Machine, major: int, runs: int) -> Result:
    """Measure audit and floor in turns, after one round that warms everything up.

    :param major: PostgreSQL's major version.
    :param runs: rounds that count.
    """
    junit = BUILD / "audit.xml"
    command = [
        *(sys.executable, "-m", "pytest", *PLAIN, "--schema-audit"),
        "--schema-audit-server=embedded",
        *("--schema-audit-download", f"--schema-audit-postgres={major}", "--junitxml", str(junit)),
    ]
    audits, floors = [], []
    items = 0
    for _ in range(runs + 1):
        audits.append(run(command, cwd=case.folder))
        items = len(ElementTree.parse(junit).findall(".//testcase"))
        floors.append(machine.measure(case.scripts, items, BUILD / "noop"))
    return Result(case.name, items, tuple(audits[1:]), tuple(floors[1:]))


def table(results: Sequence[Result]) -> str:
    """Show the ratios of all cases, a line each."""
    lines = ["schema         items   wall  memory   of the floor: " + "  ".join(PARTS)]
    for result in results:
        shares = "  ".join(f"{result.share(part):>{len(part)}.2f}" for part in PARTS)
        figures = f"{result.items:6} {result.ratio:6.2f} {result.memory:7.2f}"
        lines.append(f"{result.case:12} {figures}                 {shares}")
    return "\n".join(lines)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="rounds that count (default: 5)")
    parser.add_argument("--postgres", type=int, default=16, help="PostgreSQL major (default: 16)")
    parser.add_argument(
        "--tables", type=int, action="append", default=[], help="also a schema of so many tables"
    )
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    # Both sides keep compiled modules, as they do on a machine where nobody says otherwise.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    cases = [*(generated(size, options.postgres) for size in options.tables), reference()]
    with Machine.prepare(options.postgres) as machine:
        results = [measure(case, machine, options.postgres, options.runs) for case in cases]
    (BUILD.parent / "bench.json").write_text(json.dumps([*map(asdict, results)], indent=1))
    print(table(results))
    print(f"{REFERENCE}: the audit takes {results[-1].ratio:.2f} times the floor")


if __name__ == "__main__":
    main()
