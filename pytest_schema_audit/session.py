"""The audit of one pytest session: the object that is registered as a plugin when one is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from . import settings
from .audits import AuditFailure, Audits, LocalAudits, Outcome, OutcomeFile, SharedAudits
from .collection import Collection
from .errors import AuditError
from .items import Drift, ExpectationItem, carrier, is_command
from .report.failure import command_text, failure_text, table_text
from .report.writer import Writer
from .reporting import Reporting
from .signals import ignore_from_now_on, orderly_end
from .values import Settings
from .verdict import CannotTell, Different, NotAsked, Verdict, Waived

if TYPE_CHECKING:
    from .outline import ItemSpec, NodeSpec
    from .updating import Updating

_WORKER_KEY = "schema_audit_folder"
"""Where a pytest-xdist worker finds the outcome, in its ``workerinput``."""


MADE_NODES = ("migrations", "database", "checks")
"""Nodes whose items no table stands for: they keep items of their own in every granularity."""


class AuditFailed(AuditError):  # noqa: N818 - named for what a user sees
    """The audit could not be made; the item at hand carries its whole text."""


class AuditSession:
    """Has the audit made once and gives every item its verdict.

    :ivar collection: the manifests and their items.
    :ivar outcome: of the audits; empty before they are made.
    """

    def __init__(self, config: pytest.Config, wanted: Settings, audits: Audits) -> None:
        self.config = config
        self.settings = wanted
        self.collection = Collection(config, wanted)
        self.outcome = Outcome()
        self.writer = Writer(config.invocation_params.dir)
        self._audits = audits
        self._marks: dict[str, pytest.Mark] = {}
        self._shared: OutcomeFile | None = None
        self._session: pytest.Session | None = None
        self._updating: Updating | None = None
        self._stack = ExitStack()
        self._stack.callback(audits.close)

    @classmethod
    def register(cls, config: pytest.Config) -> AuditSession:
        """Make and register the session's audit; its reports too, but in pytest-xdist workers.

        :raises pytest.UsageError: for a wrong setting.
        """
        wanted = settings.read(config)
        updating = None
        if config.getoption("schema_audit_update") is not None:
            # Imported here: what edits manifests is a large part of the package.
            from .updating import Updating

            updating = Updating.wanted(config)
        workerinput: Mapping[str, Any] | None = getattr(config, "workerinput", None)
        if workerinput is not None:
            audit = cls(config, wanted, SharedAudits(Path(workerinput[_WORKER_KEY])))
        else:
            audit = cls(config, wanted, LocalAudits(wanted.live))
            audit._updating = updating
            audit._stack.enter_context(orderly_end())
            config.pluginmanager.register(Reporting(audit), "schema-audit-reporting")
        config.pluginmanager.register(audit.collection, "schema-audit-collection")
        config.pluginmanager.register(audit, "schema-audit-session")
        return audit

    def close(self) -> None:
        """Release everything; harmless when repeated."""
        self._stack.close()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Load the manifests and let the servers start while pytest goes on."""
        self._session = session
        self.collection.load(self)
        if isinstance(self._audits, LocalAudits) and not self.config.option.collectonly:
            self._audits.start(self.collection.chosen_cases())

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a pytest-xdist worker where it will find the outcome."""
        if self._shared is None:
            self._shared = OutcomeFile.create()
            self._stack.callback(self._shared.remove)
        node.workerinput[_WORKER_KEY] = str(self._shared.folder)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Make the audits before the first item: no item's time is charged with them.

        :returns: ``True`` where there is nothing left to run: the manifest was updated instead.
        """
        if self._shared is not None:
            self._make_for_workers(self._shared)
        elif isinstance(self._audits, LocalAudits) and not self.config.option.collectonly:
            self._settle(session)
            if self._updating is not None and not (self.outcome.failure or session.testsfailed):
                self._update(self._updating, session)
                return True
        return None

    def _update(self, updating: Updating, session: pytest.Session) -> None:
        ours = [item for item in session.items if isinstance(item, ExpectationItem)]
        selected = {spec.key for item in ours for spec in item.specs}
        try:
            updating.update(self.collection.cases, self.outcome.audits, selected)
        except AuditError as error:
            raise pytest.UsageError(str(error)) from error

    def _make_for_workers(self, shared: OutcomeFile) -> None:
        self.outcome = Outcome(failure=AuditFailure("", "the audit was interrupted"))
        try:
            self.outcome = self._audits.outcome(self.collection.chosen_cases())
        finally:
            shared.publish(self.outcome)
        if not self.settings.checks:
            self._audits.release()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Let nothing interrupt the end: reports are written, then everything is released."""
        ignore_from_now_on()
        if self._updating is not None and self._updating.found_drift:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Await the outcome in a worker, before it tells its items: a failed audit leaves one."""
        if isinstance(self._audits, SharedAudits):
            self._settle(session)
            if self.outcome.failure is not None:
                del session.items[1:]

    def _settle(self, session: pytest.Session) -> None:
        """Have the outcome for the suites whose items are about to run."""
        ours = [item for item in session.items if isinstance(item, ExpectationItem)]
        files = {item.path for item in ours}
        cases = [case for case in self.collection.cases if files & case.outline.nodes.keys()]
        if not cases:
            return
        self.outcome = self._audits.outcome(cases)
        if self.outcome.failure is not None:
            first = carrier(ours, self.outcome.failure)
            session.items.sort(key=lambda item: item is not first)
            return
        if self._updating is None and not any(is_command(item.spec) for item in ours):
            self._audits.release()
        for item in ours:
            verdict = self.verdict(item.spec)
            if isinstance(verdict, NotAsked) and len(item.specs) == 1:
                item.add_marker(pytest.mark.skip(reason=verdict.reason))

    # --- what the items ask for

    def nodes(self, path: Path) -> tuple[NodeSpec, ...]:
        """Return the nodes of a manifest file; see :class:`~.collection.Collection`."""
        return self.collection.nodes(path)

    def mark(self, kind: str) -> pytest.Mark:
        """Return the marker of a kind of item, one object for all of them."""
        if kind not in self._marks:
            name = f"schema_{kind}"
            self.config.addinivalue_line("markers", f"{name}: items of the schema audit")
            self._marks[kind] = getattr(pytest.mark, name).mark
        return self._marks[kind]

    def verdict(self, spec: ItemSpec) -> Verdict | None:
        """Look up the verdict of an item; commands and failed audits have none."""
        for audited in self.outcome.audits.values():
            if spec.key in audited.report.verdicts:
                return audited.report.verdicts[spec.key]
        return None

    def rolled_up(self, node: str) -> bool:
        """Say whether a node is one item: tables and the like may be, what is made is not."""
        return self.settings.granularity == "table" and node not in MADE_NODES

    def item_id(self, spec: ItemSpec) -> str:
        """Spell the id of the test item that an expectation is, or is a part of."""
        item_id = self.writer.item(spec.key)
        return item_id.rpartition("::")[0] if self.rolled_up(spec.key.node) else item_id

    def check(self, specs: Sequence[ItemSpec]) -> None:
        """Return when the verdicts of an item are good.

        :raises Drift: when one is not.
        :raises AuditFailed: when the audit could not be made; the session stops there.
        """
        if self.outcome.failure is not None:
            if self._session is not None and isinstance(self._audits, LocalAudits):
                self._session.shouldfail = "the schema audit could not be made"
            raise AuditFailed(self.outcome.failure.text)
        if is_command(specs[0]):
            self._run_command(specs[0])
            return
        failing = list(self.failing(specs))
        if not failing:
            self._xfail_waived(specs)
        if failing:
            failing.sort(key=lambda found: "\n" not in found[1])
            raise Drift(table_text(specs[0].key.node, failing, len(specs)))

    def _xfail_waived(self, specs: Sequence[ItemSpec]) -> None:
        waived = [v.reason for spec in specs if isinstance(v := self.verdict(spec), Waived)]
        if waived:
            pytest.xfail("; ".join(waived))

    def failing(self, specs: Iterable[ItemSpec]) -> Iterator[tuple[ItemSpec, str]]:
        """Yield the items whose verdict is not good, with their texts."""
        for spec in specs:
            verdict = self.verdict(spec)
            if isinstance(verdict, Different | CannotTell):
                yield spec, failure_text(spec, verdict, self.writer)
            elif verdict is None:
                raise LookupError(f"the audit gave no verdict for {self.writer.item(spec.key)}")

    def _run_command(self, spec: ItemSpec) -> None:
        # Imported here: most runs have no commands.
        from .commands import run_command

        command = next(one for one in self.settings.checks if one.name == spec.subject)
        conninfo = self.outcome.audits[spec.key.file].conninfo
        folder, limit = self.config.rootpath, self.settings.checks_timeout
        setting = "schema_audit_checks_timeout"
        result = run_command(command, conninfo, folder, limit, setting)
        if result.failed:
            raise Drift(command_text(spec, result, self.writer))
