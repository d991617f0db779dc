"""Which manifests a session collects, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .cases import Beginning, Case, Cases
from .errors import AuditError
from .items import Auditor, ExpectationItem, ManifestFile
from .manifest import ManifestErrors, NoManifestError
from .manifest.expectation import Suite
from .manifest.files import manifest_files
from .migrations.errors import shown
from .report.writer import Writer
from .values import Origin, Settings

if TYPE_CHECKING:
    from .outline import NodeSpec

_NOTHING = "schema_audit_nothing"
"""Marks the report that says that nothing was collected; it survives the way from a worker."""


class NothingCollected(AuditError):  # noqa: N818 - named for what a user sees
    """The audit was asked for, and there is nothing to audit."""

    @classmethod
    def beside(cls, paths: list[str], expected: list[str]) -> NothingCollected:
        """The paths on the command line hold no manifest."""
        return cls(
            "the schema audit collected nothing: no manifest at the paths given",
            tried=paths,
            ways_out=(
                "pytest --schema-audit, without paths, collects every manifest",
                f"name a manifest or an item of {', '.join(expected)}",
                "say where manifests are: --schema-audit-expected PATH",
            ),
        )


class Collection:
    """The manifests of a session and the items they make; no database is needed.

    :ivar cases: the suites; empty before they are loaded and when they cannot be.
    :ivar problem: why they cannot be loaded; ``None`` when they are.
    """

    def __init__(self, config: pytest.Config, settings: Settings) -> None:
        self.config = config
        self.settings = settings
        self.cases: tuple[Case, ...] = ()
        self._auditor: Auditor | None = None
        self._nodes: dict[Path, tuple[NodeSpec, ...]] = {}
        self.problem: AuditError | None = None
        self._told = False
        self._nothing = False

    def load(self, auditor: Auditor, begin: Callable[[Sequence[Beginning]], object]) -> None:
        """Load the manifests and, where the user named no paths, point pytest at them.

        :param auditor: what the items ask for their verdict.
        :param begin: told what can begin, before the entries of the manifests are read.
        """
        self._auditor = auditor
        try:
            cases = Cases(self.settings)
            begin([one for one in cases.beginnings() if self._is_chosen(one.suite)])
            self.cases = cases.load()
        except AuditError as error:
            self.problem = error
        self._nodes = {
            path: nodes for case in self.cases for path, nodes in case.outline.nodes.items()
        } or dict.fromkeys(self._unloaded_files(), ())
        if self.config.args_source is not pytest.Config.ArgsSource.ARGS:
            self.config.args[:] = map(str, self._nodes)
            self.config.args_source = pytest.Config.ArgsSource.ARGS

    def _unloaded_files(self) -> list[Path]:
        """The files of manifests that cannot be loaded, the first with a mistake first."""
        if isinstance(self.problem, NoManifestError):
            return []
        files = manifest_files(self.settings.expected)
        if isinstance(self.problem, ManifestErrors):
            wrong = {self.problem.mistakes[0].place.file}
        else:
            wrong = {path for path in files if shown(path) in str(self.problem)}
        return sorted(files, key=lambda path: path not in wrong)

    def chosen_cases(self) -> tuple[Case, ...]:
        """Return the suites that the paths on the command line lie in."""
        return tuple(case for case in self.cases if self._is_chosen(case.suite))

    def _is_chosen(self, suite: Suite) -> bool:
        if self.config.args_source is not pytest.Config.ArgsSource.ARGS:
            return True
        paths = self._paths()
        return any(file.path.is_relative_to(path) for file in suite.files for path in paths)

    def _paths(self) -> list[Path]:
        """The paths that pytest was told, or is pointed at."""
        origin = Origin("", self.config.invocation_params.dir)
        return [origin.absolute(arg.partition("::")[0]) for arg in self.config.args]

    @property
    def alone(self) -> bool:
        """Whether pytest collects manifests and nothing else; known once they are loaded."""
        return all(path in self._nodes for path in self._paths())

    def nodes(self, path: Path) -> tuple[NodeSpec, ...]:
        """Return the nodes of a manifest file.

        :raises AuditError: on the first call, when manifests or migrations cannot be read.
        """
        if self.problem is not None and not self._told:
            self._told = True
            raise self.problem
        return self._nodes[path]

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ManifestFile | None:
        """Collect the files of the suites, and no others."""
        if file_path not in self._nodes:
            return None
        return ManifestFile.from_parent(parent, path=file_path, auditor=self._auditor)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        """Put migrations first; report when the audit was asked for and has no items at all."""
        ours = [item for item in items if isinstance(item, ExpectationItem)]
        if not ours and not self._told:
            self._report_nothing(session)
        ordered = iter(sorted(ours, key=lambda item: item.spec.kind != "applied"))
        items[:] = [next(ordered) if isinstance(item, ExpectationItem) else item for item in items]

    def _report_nothing(self, session: pytest.Session) -> None:
        """Fail as a collector would: with a text on the terminal and an entry in JUnit's file."""
        writer = Writer(self.config.invocation_params.dir)
        expected = [writer.path(path) for path in self.settings.expected]
        error = self.problem or NothingCollected.beside(self.config.args, expected)
        report = pytest.CollectReport(expected[0], "failed", str(error), [])
        setattr(report, _NOTHING, True)
        session.ihook.pytest_collectreport(report=report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember, in whichever process decides the exit status, that there was nothing."""
        self._nothing = self._nothing or hasattr(report, _NOTHING)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End with pytest's status for wrong usage when there was nothing to audit.

        For manifests that cannot be loaded pytest's own is that of an interrupted session, but
        pytest-xdist takes the error for that of a test.
        """
        if self._nothing:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        elif self.problem is not None and getattr(self.config.option, "dist", "no") != "no":
            session.exitstatus = pytest.ExitCode.INTERRUPTED
