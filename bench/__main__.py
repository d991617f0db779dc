"""Measure audits against the floor and against other tools, interleaved; print ratios of medians.

Absolute times say little about another machine, so none is printed; build/bench.json has them.
It fails when a ratio is over its bound in bounds.json. The last line is the reference schema's.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

from bench import pgtap, rivals
from bench.cases import BUILD, REFERENCE, Case, generated, reference
from bench.floor import ENVIRONMENT, PLAIN, Machine, clocked
from bench.measure import Run, run
from bench.results import Result, Round, over, table

SIZES = (55, 500, 3600)
LARGE = 1000
"""Tables from which on a case is measured in fewer rounds, without one to warm up."""

PHASES = Path(__file__).with_name("phases.py")


class Bench:
    """All measurements of one run.

    :param machine: the floor's PostgreSQL.
    :param major: PostgreSQL's major version.
    :param share: where packages keep their data, pgTAP among it.
    """

    def __init__(self, machine: Machine, major: int, share: Path) -> None:
        self.machine = machine
        self.major = major
        self.share = share

    def measure(self, case: Case, runs: int, others: tuple[rivals.Rival, ...]) -> Result:
        """Measure a case in rounds, and its rivals.

        :param runs: rounds that count; one to warm up precedes them, unless the case is large.
        """
        large = len(case.tables) >= LARGE
        rounds = [self._round(case) for _ in range(runs if large else runs + 1)]
        items = len(ElementTree.parse(_junit("assertion")).findall(".//testcase"))
        took = self._rivals(case, others, runs)
        counted = rounds if large else rounds[1:]
        return Result(case.name, len(case.tables), items, counted, took)

    def _round(self, case: Case) -> Round:
        clock, phases = BUILD / "clock.json", BUILD / "phases.json"
        audit = self._audit(case, "assertion", clock)
        items = len(ElementTree.parse(_junit("assertion")).findall(".//testcase"))
        floor = self.machine.measure(case.scripts, items, BUILD / "noop")
        by_table = self._audit(case, "table", BUILD / "clock-by-table.json")
        command = [sys.executable, str(PHASES), str(case.folder), str(self.major), str(phases)]
        run(command, cwd=case.folder, environment=ENVIRONMENT)
        seconds = {**json.loads(phases.read_text()), **json.loads(clock.read_text())}
        return Round(audit, by_table, floor, seconds)

    def _audit(self, case: Case, granularity: str, clock: Path) -> Run:
        command = [
            *(sys.executable, "-m", "pytest", *PLAIN, *clocked(clock), "--schema-audit"),
            *("--schema-audit-server=embedded", "--schema-audit-download"),
            f"--schema-audit-postgres={self.major}",
            f"--schema-audit-granularity={granularity}",
            # One word: pytest would take a path by itself for what decides on its root folder.
            f"--junitxml={_junit(granularity)}",
        ]
        return run(command, cwd=case.folder, environment=ENVIRONMENT)

    def _rivals(
        self, case: Case, others: tuple[rivals.Rival, ...], runs: int
    ) -> dict[str, list[float] | str]:
        if not others:
            return {}
        output = BUILD / "rivals"
        loaded, asserting = self._pgtap(case, output)
        here = [one for one in (*others, asserting) if not one.missing]
        took: dict[str, list[float] | str] = {
            one.name: one.missing for one in (*others, asserting) if one.missing
        }
        with self.machine.databases((*case.scripts, *loaded), rivals.DATABASES) as socket:
            for _ in range(runs):
                for one in here:
                    seconds = rivals.seconds(one, socket, output, self.machine)
                    took[one.name] = [*took.get(one.name, []), seconds]
        return took

    def _pgtap(self, case: Case, output: Path) -> tuple[tuple[Path, ...], rivals.Rival]:
        library, program = pgtap.installed(self.share), self.machine.program("psql")
        if not case.tables:
            return (), rivals.Rival("pgTAP", missing="no assertions: not a generated schema")
        if library is None or program is None:
            return (), rivals.Rival("pgTAP", missing=f"no {pgtap.PLACES} in {self.share}")
        script = output / "assertions.sql"
        script.write_text(pgtap.assertions(case.tables), encoding="utf-8")
        return (library,), rivals.pgtap(program, script, output / "tap")


def _junit(granularity: str) -> Path:
    return BUILD / f"{granularity}.xml"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="rounds that count (default: 5)")
    parser.add_argument(
        "--large-runs", type=int, default=3, help=f"the same from {LARGE} tables on (default: 3)"
    )
    parser.add_argument("--postgres", type=int, default=16, help="PostgreSQL major (default: 16)")
    parser.add_argument(
        "--tables", type=int, action="append", help=f"sizes of schemas (default: {SIZES})"
    )
    parser.add_argument(
        "--share", type=Path, default=Path("/usr/share"), help="where pgTAP is looked for"
    )
    parser.add_argument("--alone", action="store_true", help="without the other tools")
    return parser.parse_args()


def main() -> int:
    """Run what the command line asks for; the exit status is 1 when a bound is passed."""
    options = _options()
    (BUILD / "rivals").mkdir(parents=True, exist_ok=True)
    # Both sides keep compiled modules, as they do on a machine where nobody says otherwise.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sizes = SIZES if options.tables is None else tuple(size for size in options.tables if size)
    cases = [*(generated(size, options.postgres) for size in sizes), reference()]
    with Machine.prepare(options.postgres) as machine:
        bench = Bench(machine, options.postgres, options.share)
        others = () if options.alone else rivals.rivals(BUILD / "rivals", machine)
        results = []
        for case in cases:
            runs = options.large_runs if len(case.tables) >= LARGE else options.runs
            results.append(bench.measure(case, runs, others))
    (BUILD.parent / "bench.json").write_text(json.dumps([*map(asdict, results)], indent=1))
    print(table(results))
    passed = over(results)
    print("\n".join(["", *passed, ""]))
    print(f"{REFERENCE}: the audit takes {results[-1].ratios()['wall']:.2f} times the floor")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
