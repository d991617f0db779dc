"""A pytest plugin that notes how long pytest's own phases take: `pytest -p bench.clock`.

`--clock-file FILE` receives seconds by name: `collect`, `run` (the items, once the audit has
verdicts for them), `report` (what follows), and `cpu`, the whole of this process without the
processes it started.
"""

from __future__ import annotations

import atexit
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


class Clock:
    """Seconds by the name of a phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._first_item = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """Time the collection."""
        yield from self._timed("collect")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Iterator[None]:
        """Time all reports."""
        yield from self._timed("report")

    def _timed(self, phase: str) -> Iterator[None]:
        start = time.perf_counter()
        result = yield
        self.seconds[phase] = time.perf_counter() - start
        return result

    def pytest_runtestloop(self) -> None:
        """Note the moment before the first item: after the audit's own hook, which comes first."""
        self._first_item = time.perf_counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logfinish(self) -> None:
        """Note the moment after what may be the last item."""
        self.seconds["run"] = time.perf_counter() - self._first_item


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option."""
    parser.addoption("--clock-file", type=Path, required=True, help="receives seconds by phase")


def pytest_configure(config: pytest.Config) -> None:
    """Begin, and write the file when the interpreter ends."""
    clock = Clock()
    config.pluginmanager.register(clock, "bench-clock")

    def write(file: Path) -> None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = {**clock.seconds, "cpu": usage.ru_utime + usage.ru_stime}
        file.write_text(json.dumps(seconds), encoding="ascii")

    atexit.register(write, config.getoption("clock_file").absolute())
