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
from .report.header import header_lines
from .report.markdown import markdown
from .report.result import Failing, Result
from .report.summary import summary_lines
from .report.writer import Writer
from .settings import in_ci
from .values import shown_server
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

    def rolled_up(self, node: str) -> bool:
        """Say whether a node is one item, instead of one for each expectation."""
        ...


class Reporting:
    """Reports of a whole session; not registered in pytest-xdist workers."""

    def __init__(self, audit: Reported) -> None:
        self._audit = audit
        self._config = audit.config
        self._failed: dict[ItemKey, str] = {}
        self._manifests: dict[str, bool] = {}
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
        return self._specs.get((self._absolute(file), *rest), ())

    def pytest_report_header(self) -> list[str]:
        """Say what is asked for, and what is left open."""
        settings, writer = self._audit.settings, self._audit.writer
        server = shown_server(settings.server)
        if settings.live_shown:
            server = f"{server}, against the live database of {settings.live_shown}"
        return [
            line
            for case in self._audit.collection.chosen_cases()
            for line in header_lines(case.suite, case.plan, self._items(case), server, writer)
        ]

    def _items(self, case: Case) -> int:
        """Count the test items of a suite, which may be fewer than its expectations."""
        return sum(
            1 if self._audit.rolled_up(node.name) else len(node.items)
            for nodes in case.outline.nodes.values()
            for node in nodes
        )

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what failed."""
        if report.failed:
            self._keep(report)

    def _keep(self, report: pytest.TestReport) -> None:
        specs = self._specs_of(report.nodeid)
        if len(specs) > 1:
            self._failed.update((spec.key, text) for spec, text in self._audit.failing(specs))
        elif specs:
            self._failed.setdefault(specs[0].key, _text(specs[0], report))

    def _forget_passed(self) -> None:
        # For each failure pytest's terminal looks through all of these: quadratic in the number
        # of items, and none of ours has anything to show.
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        kept = terminal.stats.get("", []) if terminal and self._failed else []
        kept[:] = [one for one in kept if not self._is_ours(one.nodeid.partition("::")[0])]

    def _is_ours(self, file: str) -> bool:
        """Tell a manifest by the first part of a node id: asked for each item, found out once."""
        if file not in self._manifests:
            path = Path(self._absolute(file))
            cases = self._audit.collection.cases
            self._manifests[file] = any(path in case.outline.nodes for case in cases)
        return self._manifests[file]

    def _absolute(self, file: str) -> str:
        return os.path.normpath(self._config.rootpath / file)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the Markdown report and GitHub's annotations; a terminal is not needed for it."""
        if self._config.option.collectonly:
            return
        self._forget_passed()
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
        """The suites that were audited, or were to be; of an audit that failed no item ran."""
        outcome = self._audit.outcome
        return [
            Result(
                case.suite,
                None if outcome.failure else outcome.audits[main].report,
                tuple(self._failing(case)),
                self._stopped_by(case),
                self._audit.settings.live_shown,
                self._audit.settings.repeated,
                self._audit.settings.stand_ins,
                self._config.pluginmanager.hasplugin("cacheprovider") and not in_ci(),
            )
            for case in self._audit.collection.chosen_cases()
            if (main := str(case.suite.main)) in outcome.audits or outcome.failure
        ]

    def _stopped_by(self, case: Case) -> Path | None:
        """The other suite with whose failed audit the session ended: no item of this one ran."""
        failure, main = self._audit.outcome.failure, str(case.suite.main)
        return None if failure is None or failure.main in {"", main} else Path(failure.main)

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
