"""Time the parts of an audit one after another, in a process of their own.

Usage: `phases.py FOLDER MAJOR FILE`; FILE receives seconds by phase, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest  # noqa: F401 (is there before a plugin is)

if TYPE_CHECKING:
    from psycopg import Connection

    from pytest_schema_audit.cases import Case
    from pytest_schema_audit.servers import Server

PHASES = ("import", "load", "start", "apply", "read", "canonicalise", "compare")


class Times:
    """Seconds by phase; a phase that comes again is added up."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PHASES, 0.0)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a block."""
        start = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - start


def load(folder: Path, major: int) -> Case:
    """Load the one suite of a folder, with the options an audit of it has."""
    from pytest_schema_audit.cases import load_cases
    from pytest_schema_audit.options import OPTIONS
    from pytest_schema_audit.values import Settings

    given: dict[str, Any] = {option.name: option.default for option in OPTIONS}
    given |= {"expected": (folder / "expected",), "server": "embedded", "postgres": major}
    given |= {"download": True, "live": None, "live_shown": "", "root": folder}
    (case,) = load_cases(Settings(**given))
    return case


def audit(case: Case, server: Server, times: Times) -> None:
    """Apply, read and compare on a database of its own."""
    import psycopg

    from pytest_schema_audit.audit import read_evidence
    from pytest_schema_audit.database import scratch_database
    from pytest_schema_audit.migrations import run_script
    from pytest_schema_audit.prepared import applied_by
    from pytest_schema_audit.verdicts import verdicts

    with scratch_database(server) as conninfo:
        with times.phase("apply"):
            applied_by(case.plan, conninfo)
            for script in case.outline.suite.seed:
                run_script(conninfo, script)
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            with times.phase("read"):
                evidence = read_evidence(conn, case.outline, case.plan)

            @contextmanager
            def private() -> Iterator[Connection[Any]]:
                with times.phase("canonicalise"):
                    yield conn

            with times.phase("compare"):
                verdicts(evidence, private)
    times.seconds["compare"] -= times.seconds["canonicalise"]


def main(folder: Path, major: int, file: Path) -> None:
    """Time all phases once."""
    times = Times()
    with times.phase("import"):
        import pytest_schema_audit.audit  # noqa: F401
        import pytest_schema_audit.session  # noqa: F401
    with times.phase("load"):
        case = load(folder, major)
    from pytest_schema_audit.imports import no_collections
    from pytest_schema_audit.servers import provide

    with ExitStack() as stack:
        with times.phase("start"):
            server = stack.enter_context(provide(case.request))
        stack.enter_context(no_collections())
        audit(case, server, times)
    file.write_text(json.dumps(times.seconds), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
