"""What a session says about its audit: header, closing summary, Markdown, annotations."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pytest

from .report.annotations import error_commands
from .report.header import header_lines, shown_server
from .report.markdown import markdown
from .report.result import Failing, Result
from .report.summary import summary_lines
from .report.writer import Writer
from .verdict import CannotTell, Different, ItemKey

if TYPE_CHECKING:
    from .audits import Outcome
    from .cases import Case
    from .collection import Collection
    from .outline import ItemSpec
    from .values import Settings
    from .verdict import Verdict


class Reported(Protocol):
    """What the reports need of the session's audit."""

    config: pytest.Config
    settings: Settings
    collection: Collection
    outcome: Outcome
    writer: Writer

    def verdict(self, spec: ItemSpec) -> Verdict | None:
        """Look up the verdict of an item; commands and failed audits have none."""
        ...

    def failing(self, specs: Iterable[ItemSpec]) -> Iterator[tuple[ItemSpec, str]]:
        """Yield the items whose verdict is not good, with their texts."""
        ...

    def item_id(self, spec: ItemSpec) -> str:
        """Spell the id of the test item that an expectation is, or is a part of."""
        ...


class Reporting:
    """Reports of a whole session; not registered in pytest-xdist workers."""

    def __init__(self, audit: Reported) -> None:
        self._audit = audit
        self._config = audit.config
        self._failed: dict[ItemKey, str] = {}
        self._unwritten: list[str] = []

    @cached_property
    def _specs(self) -> dict[tuple[str, ...], tuple[ItemSpec, ...]]:
        """What the ids of reports stand for: file, node and name, or file and node."""
        specs: dict[tuple[str, ...], tuple[ItemSpec, ...]] = {}
        for case in self._audit.collection.cases:
            for file, nodes in case.outline.nodes.items():
                for node in nodes:
                    specs[str(file), node.name] = node.items
                    specs.update((tuple(spec.key), (spec,)) for spec in node.items)
        return specs

    def _specs_of(self, nodeid: str) -> tuple[ItemSpec, ...]:
        """Tell what a report is about; nothing for those of other tests."""
        file, *rest = nodeid.split("::")
        return self._specs.get((os.path.normpath(self._config.rootpath / file), *rest), ())

    def pytest_report_header(self) -> list[str]:
        """Say what is asked for, and what is left open."""
        settings, writer = self._audit.settings, self._audit.writer
        server = shown_server(settings.server)
        if settings.live_shown:
            server = f"{server}, against the live database of {settings.live_shown}"
        return [
            line
            for case in self._audit.collection.chosen_cases()
            for line in header_lines(
                case.suite, case.plan, sum(1 for _ in case.outline.items()), server, writer
            )
        ]

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what failed, and keep pytest from keeping what nobody reads."""
        passed = report.passed and report.when != "call"
        if not (passed or report.failed):
            return
        specs = self._specs_of(report.nodeid)
        if not specs:
            return
        if report.failed and len(specs) > 1:
            self._failed.update((spec.key, text) for spec, text in self._audit.failing(specs))
            return
        if report.failed:
            self._failed.setdefault(specs[0].key, _text(specs[0], report))
            return
        # For each failure pytest's terminal looks through all of these: quadratic in the number
        # of items, and none of ours has anything to show.
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        kept = terminal.stats.get("", []) if terminal else []
        if kept and kept[-1] is report:
            kept.pop()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the Markdown report and GitHub's annotations; a terminal is not needed for it."""
        if self._config.option.collectonly:
            return
        results = self._results()
        self._write_markdown(results)
        if self._unwritten:
            session.exitstatus = session.exitstatus or pytest.ExitCode.USAGE_ERROR
        if os.environ.get("GITHUB_ACTIONS") == "true":
            root = Writer(Path(os.environ.get("GITHUB_WORKSPACE") or self._config.rootpath))
            lines = error_commands(results, root)
            # A workflow command counts only at the beginning of a line.
            sys.stdout.write("".join(f"\n{line}" for line in lines) + "\n" * bool(lines))

    def _write_markdown(self, results: list[Result]) -> None:
        step = os.environ.get("GITHUB_STEP_SUMMARY")
        targets: list[tuple[Path, Literal["w", "a"]]] = [(Path(step), "a")] if step else []
        if self._audit.settings.report is not None:
            targets.append((self._audit.settings.report, "w"))
        problem = str(self._audit.collection.problem or "")
        for path, mode in targets:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open(mode, encoding="utf-8") as file:
                    file.write(markdown(results, self._audit.writer, problem))
            except OSError as error:
                self._unwritten.append(f"the report {path} cannot be written: {error.strerror}")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Close with figures, causes and ways out."""
        results = [] if self._config.option.collectonly else self._results()
        lines = [line for one in results for line in ["", *summary_lines(one, self._audit.writer)]]
        lines = [*lines[1:], *self._unwritten]
        if lines:
            terminalreporter.write_sep("=", "schema audit")
            for line in lines:
                terminalreporter.write_line(line)

    def _results(self) -> list[Result]:
        """The suites that were audited, or were to be."""
        audits = self._audit.outcome.audits
        return [
            Result(
                case.suite,
                audits[main].report if main in audits else None,
                tuple(self._failing(case)),
                self._audit.settings.live_shown,
            )
            for case in self._audit.collection.chosen_cases()
            if (main := str(case.suite.main)) in audits or self._audit.outcome.failure
        ]

    def _failing(self, case: Case) -> Iterator[Failing]:
        # In the order of the manifest: that of the run may be random, or that of two workers.
        for spec in case.outline.items() if self._failed else ():
            if spec.key in self._failed:
                text, item_id = self._failed[spec.key], self._audit.item_id(spec)
                verdict = self._audit.verdict(spec)
                drifted = isinstance(verdict, Different | CannotTell)
                yield Failing(spec, verdict if drifted else None, text, item_id)


def _text(spec: ItemSpec, report: pytest.TestReport) -> str:
    """Our own text of a failure; one line for what others broke before or after an item."""
    if report.when == "call":
        # Not `longreprtext`, which begins with the worker's name under pytest-xdist.
        return str(report.longrepr)
    crash = getattr(report.longrepr, "reprcrash", None)
    return f"{spec.title}: {report.when} failed: {crash.message if crash else 'see above'}"
