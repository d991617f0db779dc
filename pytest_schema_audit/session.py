"""The audit of one pytest session: the object that is registered as a plugin when one is wanted."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from . import settings
from .audits import AuditFailure, Audits, LocalAudits, Outcome, OutcomeFile, SharedAudits
from .collection import Collection
from .errors import AuditError
from .imports import no_collections
from .items import Drift, ExpectationItem, carrier, is_command
from .loggers import steady_loggers
from .report.budget import TOGETHER, Budget
from .report.failure import command_text, failure_text, table_text
from .report.writer import Writer
from .reporting import Reporting
from .signals import bare_interrupts, held, ignore_from_now_on, orderly_end
from .values import Settings
from .verdict import CannotTell, Different, ItemKey, NotAsked, Verdict, Waived
from .waiting import shown

if TYPE_CHECKING:
    from .cases import Beginning, Case
    from .outline import ItemSpec, NodeSpec
    from .updating import Updating

_WORKER_KEY = "schema_audit_folder"
"""Where a pytest-xdist worker finds the outcome, in its ``workerinput``."""

_INTERRUPTED = Outcome(failure=AuditFailure("", "the audit was interrupted"))

MADE_NODES = ("migrations", "database", "checks", "prove")
"""Nodes whose items no table stands for: they keep items of their own in every granularity."""


def _processes(config: pytest.Config) -> int:
    """How many processes share the work, by what pytest-xdist tells its workers."""
    workerinput: Mapping[str, Any] = getattr(config, "workerinput", {})
    return int(workerinput.get("workercount", 1))


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
        self._verdicts: dict[ItemKey, Verdict] = {}
        self._shared: OutcomeFile | None = None
        self._session: pytest.Session | None = None
        self._alone = False
        self._updating: Updating | None = None
        self._budget = Budget(TOGETHER // _processes(config))
        self._stack = ExitStack()
        self._growing = self._stack.enter_context(ExitStack())
        config.add_cleanup(gc.unfreeze)
        # At the interpreter's end, to look through all that is left for cycles takes a quarter of
        # a second, for memory that the process is about to give back anyway.
        atexit.register(gc.freeze)

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
            audit._stack.enter_context(steady_loggers())
            config.pluginmanager.register(Reporting(audit), "schema-audit-reporting")
        # Released before the signals are the interpreter's own again, which end a process at once.
        audit._stack.callback(audit._audits.close)
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
        self._growing.enter_context(no_collections())
        self.collection.load(self, self._begin)
        if not self.collection.alone:
            # Who collects tests, too, may make garbage; what becomes of manifests stays.
            self._growing.close()
        if (audits := self._made_here) is not None:
            with held():
                audits.go_on(self.collection.chosen_cases())

    def _begin(self, beginnings: Sequence[Beginning]) -> None:
        if (audits := self._made_here) is not None:
            with held():
                audits.start(beginnings)

    @property
    def _made_here(self) -> LocalAudits | None:
        """The audits that this process is to make, if it is to make any."""
        if self.config.option.collectonly or not isinstance(self._audits, LocalAudits):
            return None
        return self._audits

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
        with bare_interrupts(), self._growing:
            if self._shared is not None:
                self._make_for_workers(self._shared)
            elif self._made_here is not None:
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
        self.outcome = _INTERRUPTED
        try:
            self._take(self._awaited(self.collection.chosen_cases()))
        finally:
            shared.publish(self.outcome)
        if not self.settings.checks:
            self._audits.release()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Let nothing interrupt the end: reports are written, then everything is released."""
        ignore_from_now_on()
        if self._shared is not None and not self._shared.published:
            # Interrupted before the audits: no worker waits for what does not come any more, nor
            # for a folder that is gone.
            with suppress(FileNotFoundError):
                self._shared.publish(_INTERRUPTED)
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
        self._alone = len(ours) == len(session.items)
        files = {item.path for item in ours}
        cases = [case for case in self.collection.cases if files & case.outline.nodes.keys()]
        if not cases:
            return
        self._take(self._awaited(cases))
        if self.outcome.failure is not None:
            first = carrier(ours, self.outcome.failure)
            session.items.sort(key=lambda item: item is not first)
            return
        # What is there now stays to the end: pytest's collections need not look through it.
        gc.freeze()
        if self._updating is None and self._is_idle(ours):
            self._audits.release()
        for item in ours:
            verdict = self.verdict(item.spec)
            if isinstance(verdict, NotAsked) and len(item.specs) == 1:
                item.add_marker(pytest.mark.skip(reason=verdict.reason))

    def _is_idle(self, ours: Sequence[ExpectationItem]) -> bool:
        """Say whether a thread of ours meets nobody: neither commands on the database nor tests.

        Tests of the team's own replace what is the process's: ``os.kill``, ``subprocess.run``.
        """
        return self._alone and not any(is_command(item.spec) for item in ours)

    def _take(self, outcome: Outcome) -> None:
        self.outcome = outcome
        for audited in outcome.audits.values():
            self._verdicts.update(audited.report.verdicts)

    def _awaited(self, cases: Sequence[Case]) -> Outcome:
        if not isinstance(self._audits, LocalAudits):
            return self._audits.outcome(cases)
        with shown(self.config, self._audits.progress):
            return self._audits.outcome(cases)

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
        return self._verdicts.get(spec.key)

    def rolled_up(self, node: str) -> bool:
        """Say whether a node is one item: tables and the like may be, what is made is not."""
        return self.settings.granularity == "table" and node not in MADE_NODES

    def item_id(self, spec: ItemSpec) -> str:
        """Spell the id of the test item that an expectation is, or is a part of."""
        item_id = self.writer.item(spec.key)
        return item_id.rpartition("::")[0] if self.rolled_up(spec.key.node) else item_id

    def alone(self) -> bool:
        """Whether all items of the session are its own; known once they are collected."""
        return self._alone

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
        if failing:
            failing.sort(key=lambda found: "\n" not in found[1])
            raise Drift(self._budget.fitted(table_text(specs[0].key.node, failing, len(specs))))
        self._xfail_waived(specs)

    def _xfail_waived(self, specs: Sequence[ItemSpec]) -> None:
        waived = [v.reason for spec in specs if isinstance(v := self.verdict(spec), Waived)]
        if waived:
            # One waiver may hold for several of them.
            pytest.xfail("; ".join(dict.fromkeys(waived)))

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
