"""The audits of a session: made once, by one process, and looked up by all."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .cases import Beginning, Case, creations, makes_roles
from .errors import AuditError
from .imports import no_collections
from .migrations import StepFailed
from .own_tool import LAYOUT
from .progress import Progress
from .servers import Server, ServerRequest, import_quietly, provide, redact
from .servers.errors import ServerError
from .signals import held

if TYPE_CHECKING:
    from .audit import Audited
    from .live_audit import Provided
    from .prepared import Prepared

PRIVATE = {"auto", "embedded", "docker"}
"""Values of the server setting that start one of our own."""

_POLL = 0.01
"""Seconds between two looks of a worker for the outcome."""

_SWITCH = 0.0002
"""Seconds after which a thread is asked to let another one go on, while servers start."""

_OUTCOME = "schema-audit-outcome-"
"""What names of folders with an outcome begin with."""

_YOUNG = 60.0
"""Seconds in which a folder may not be locked yet by the process that made it."""


@dataclass(frozen=True, slots=True)
class AuditFailure:
    """An audit that could not be made.

    :ivar main: main file of the suite.
    :ivar text: the whole text; its first line stands alone.
    :ivar migration: name of the migration at fault; empty when it is none.
    """

    main: str
    text: str
    migration: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the audits of a session: plain data, shared between processes.

    :ivar audits: by the suite's main file.
    :ivar failure: the audit that failed, with which the session ends.
    """

    audits: Mapping[str, Audited] = field(default_factory=dict)
    failure: AuditFailure | None = None


class Audits(Protocol):
    """Where a process has the outcome from."""

    def outcome(self, cases: Sequence[Case]) -> Outcome:
        """Make or await the audits of these suites; called once."""
        ...

    def release(self) -> None:
        """Say that databases and servers are no longer needed."""
        ...

    def close(self) -> None:
        """Release everything; harmless when repeated."""
        ...


class LocalAudits:
    """Audits made in this process, in the background as far as nobody but us can notice.

    Servers start while pytest goes on. On a server of our own the audits follow at once: whatever
    they do is thrown away with it. On one that is the user's nothing is done that was not asked
    for, nor is the team's own tool run: that has to wait until the items are known.

    :param live: connection string of the live database to audit instead; its private server
        starts only when it is needed, and known.
    :ivar progress: what is being done.
    """

    def __init__(self, live: str | None = None) -> None:
        self.progress = Progress()
        self._live = live
        self._stack = ExitStack()
        self._servers: dict[str, Future[Server]] = {}
        self._ahead: list[_Ahead] = []
        self._released: Future[None] | None = None

    def start(self, beginnings: Sequence[Beginning]) -> None:
        """Begin with the servers that these suites want, one for those that can share it."""
        wanted = beginnings if self._live is None else ()
        if wanted:
            self._stack.enter_context(_prompt_switches())
            self._stack.enter_context(_broken_in_silence())
        for request, sharing in _shared_requests(wanted):
            threads = ThreadPoolExecutor(1, thread_name_prefix="schema-audit-server")
            databases = ExitStack()
            self._stack.callback(_abandon, threads, databases)
            server = ExitStack()
            self.progress.begin("starting PostgreSQL")
            import_quietly(request)
            started = threads.submit(server.enter_context, provide(request))
            self._stack.callback(self._stop, started, server)
            self._servers.update((str(one.suite.main), started) for one in sharing)
            if request.value in PRIVATE:
                ahead = _Ahead(threads, started, databases, self.progress)
                self._stack.callback(ahead.leave)
                ahead.prepare([one for one in sharing if one.plan.layout != LAYOUT])
                self._ahead.append(ahead)

    def go_on(self, cases: Sequence[Case]) -> None:
        """Go on with the audits of those suites whose SQL runs already."""
        for ahead in self._ahead:
            ahead.audit(cases)

    @staticmethod
    def _stop(started: Future[Server], server: ExitStack) -> None:
        # A start under way cannot be called back: what it started is stopped when it is through.
        if not started.cancel():
            try:
                started.exception()
            except KeyboardInterrupt:
                # Whoever does not wait for it leaves the stop to the thread of the start.
                started.add_done_callback(lambda _: server.close())
                raise
        server.close()

    def outcome(self, cases: Sequence[Case]) -> Outcome:
        """Make or await the audits, up to the first that fails."""
        made: dict[str, Audited] = {}
        for case in cases:
            try:
                made[str(case.suite.main)] = self._audit(case)
            except AuditError as error:
                return Outcome(made, _failure(cases, case, error))
            except Exception:
                # Ours or a library's mistake: it ends the session as one failing item, too.
                text = f"INTERNAL: the audit broke\n{redact(traceback.format_exc())}"
                return Outcome(made, AuditFailure(str(case.suite.main), text))
        return Outcome(made)

    def _audit(self, case: Case) -> Audited:
        if self._live is not None:
            return self._audit_live(case, self._live)
        main = str(case.suite.main)
        for ahead in self._ahead:
            if main in ahead.audits:
                return ahead.audits[main].result()
        with held():
            from .audit import audited

        server = self._servers[main].result()
        made = audited(server, case.outline, case.plan, self.progress)
        with no_collections():
            return self._stack.enter_context(made)

    def _audit_live(self, case: Case, target: str) -> Audited:
        with held():
            from .live_audit import audited_live

        def provided(major: int) -> Provided:
            return lambda: _beside_live(replace(case.request, major=major))

        return self._stack.enter_context(audited_live(target, case.outline, case.plan, provided))

    def release(self) -> None:
        """Begin to drop the databases and to stop the servers: nobody needs them any more.

        In the background only what reads no environment variables, as Docker's library does:
        pytest sets and removes one for every item.
        """
        kinds = {one.result().kind for one in self._servers.values() if _has_begun(one)}
        if kinds != {"embedded"}:
            return
        # A thread whose start is interrupted is one that its pool does not know, nor ever ends.
        with held():
            threads = ThreadPoolExecutor(1, thread_name_prefix="schema-audit-release")
            self._released = threads.submit(self._stack.close)
            threads.shutdown(wait=False)

    def close(self) -> None:
        """Drop the databases and stop the servers."""
        if self._released is not None:
            self._released.result()
        self._stack.close()


class _Ahead:
    """What is done on one server of our own before anybody asks for it, in a thread of its own.

    :param threads: the one thread, busy with the start of the server.
    :param databases: dropped with the server.
    """

    def __init__(
        self,
        threads: ThreadPoolExecutor,
        started: Future[Server],
        databases: ExitStack,
        progress: Progress,
    ) -> None:
        self._threads = threads
        self._started = started
        self._databases = databases
        self._progress = progress
        self._prepared: dict[str, Future[Prepared]] = {}
        self.audits: dict[str, Future[Audited]] = {}

    def prepare(self, beginnings: Iterable[Beginning]) -> None:
        """Run the SQL of suites, each on a database of its own."""
        # Imported while the server starts: it takes as long.
        from .prepared import prepared

        def prepare(one: Beginning) -> Prepared:
            server = self._started.result()
            return self._databases.enter_context(
                prepared(server, one.suite, one.plan, self._progress)
            )

        for one in beginnings:
            self._prepared[str(one.suite.main)] = self._threads.submit(prepare, one)

    def audit(self, cases: Iterable[Case]) -> None:
        """Audit those of these suites whose SQL runs here."""
        # Imported while the SQL runs.
        from .audit import audited_on

        def audit(case: Case, database: Future[Prepared]) -> Audited:
            with no_collections():
                return audited_on(
                    self._started.result(),
                    database.result(),
                    case.outline,
                    case.plan,
                    self._progress,
                )

        for case in cases:
            main = str(case.suite.main)
            if main in self._prepared:
                self.audits[main] = self._threads.submit(audit, case, self._prepared[main])

    def leave(self) -> None:
        """Drop the databases when all is through; begin nothing any more.

        What is under way is left to break when its server stops: nobody waits for a long migration.
        """
        under_way: list[Future[Any]] = [*self._prepared.values(), *self.audits.values()]
        through = [future.cancel() or future.done() for future in under_way]
        if all(through):
            self._databases.close()


def _has_begun(server: Future[Server]) -> bool:
    """Say whether a server is there: one that failed has nothing to release."""
    return server.done() and not server.cancelled() and server.exception() is None


@contextmanager
def _prompt_switches() -> Iterator[None]:
    """Let a thread that has an answer of the server go on soon, inside the block.

    By default it waits five milliseconds for one that computes, longer than a statement takes.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _broken_in_silence() -> Iterator[None]:
    """Keep off the terminal, inside the block, what psycopg logs of connections that broke.

    That of an audit under way breaks where nobody wants it any more: its server is stopped. Python
    prints what no handler takes (``logging.lastResort``).
    """
    logger, handler = logging.getLogger("psycopg"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _abandon(threads: ThreadPoolExecutor, databases: ExitStack) -> None:
    """Wait for what the end of the server broke."""
    threads.shutdown()
    with suppress(AuditError):
        databases.close()


@contextmanager
def _beside_live(request: ServerRequest) -> Iterator[Server]:
    """Have a server whose connections libpq's variables, meant for a live database, do not meet."""
    from .servers.variables import without_libpq_variables

    ours = request.value in PRIVATE
    with without_libpq_variables() if ours else nullcontext(), provide(request) as server:
        yield server


def _shared_requests(
    beginnings: Sequence[Beginning],
) -> Iterator[tuple[ServerRequest, list[Beginning]]]:
    """One request for all suites that differ in nothing but the extensions they create.

    Roles belong to a whole server: where it is ours, a suite that makes some has one for itself.
    """
    alike: dict[tuple[ServerRequest, str], list[Beginning]] = {}
    for one in beginnings:
        alone = len(beginnings) > 1 and one.request.value in PRIVATE and makes_roles(one)
        request = replace(one.request, extensions=frozenset())
        alike.setdefault((request, str(one.suite.main) if alone else ""), []).append(one)
    for (request, _), sharing in alike.items():
        extensions = frozenset[str]().union(*(one.request.extensions for one in sharing))
        yield replace(request, extensions=extensions), sharing


def _failure(cases: Sequence[Case], case: Case, error: AuditError) -> AuditFailure:
    if isinstance(error, ServerError) and error.lacking:
        return _lacking(cases, case, error)
    migration = error.migration.name if isinstance(error, StepFailed) else ""
    return AuditFailure(str(case.suite.main), str(error), migration)


def _lacking(cases: Sequence[Case], case: Case, error: ServerError) -> AuditFailure:
    """Tell where extensions are created that a server does not have; suites may share it."""
    found = [(one, creation) for one in cases for creation in creations(one, error.lacking)]
    lines = [f"extension {one.extension} is created at {one.place}" for _, one in found]
    text = AuditError(
        error.what,
        why="\n".join(filter(None, (error.why, *lines))),
        tried=error.tried,
        ways_out=error.ways_out,
    )
    at_fault, migration = next(((one, made.migration) for one, made in found), (case, ""))
    return AuditFailure(str(at_fault.suite.main), str(text), migration)


class OutcomeFile:
    """The outcome as a file that only this user can read: it may name a database's password.

    :param folder: a folder of its own, made by :meth:`create`.
    :ivar published: whether it was published through this object.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = False
        self._path = folder / "outcome.pickle"
        self._lock: int | None = None

    @classmethod
    def create(cls) -> OutcomeFile:
        """Make the folder, open to this user alone (``tempfile.mkdtemp``: mode 0700).

        It is locked as long as this process lives; those of dead ones are removed.
        """
        _remove_abandoned()
        made = cls(Path(tempfile.mkdtemp(prefix=_OUTCOME)))
        made._lock = os.open(made.folder, os.O_RDONLY)
        fcntl.flock(made._lock, fcntl.LOCK_EX)
        return made

    def publish(self, outcome: Outcome) -> None:
        """Write the outcome; a reader sees all of it or none."""
        import pickle  # only pytest-xdist's workers are told

        draft = self._path.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
        draft.replace(self._path)
        self.published = True

    def read(self) -> Outcome | None:
        """Return the outcome, or ``None`` as long as it is not there.

        :raises FileNotFoundError: when the folder itself is not there (any more).
        """
        if not self._path.exists():
            self.folder.stat()
            return None
        import pickle

        # Only this user can have written the file: no foreign data is unpickled.
        outcome: Outcome = pickle.loads(self._path.read_bytes())
        return outcome

    def remove(self) -> None:
        """Remove file and folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _remove_abandoned() -> None:
    """Remove the folders of this user's whose process was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_OUTCOME}*"):
        with suppress(OSError):
            state = folder.lstat()
            if state.st_uid != os.geteuid() or time.time() - state.st_mtime < _YOUNG:
                continue
            opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(opened)


class SharedAudits:
    """Audits made by the process that started this one.

    :param folder: where that process publishes the outcome.
    """

    def __init__(self, folder: Path) -> None:
        self._file = OutcomeFile(folder)
        self._parent = os.getppid()

    def outcome(self, cases: Sequence[Case]) -> Outcome:
        """Wait for the outcome, as long as the process that makes it lives."""
        try:
            while (outcome := self._file.read()) is None:
                if os.getppid() != self._parent:
                    return _lost(cases, "the process that made it is gone")
                time.sleep(_POLL)
        except FileNotFoundError:
            return _lost(cases, f"no folder {self._file.folder} on this machine")
        return outcome

    def release(self) -> None:
        """Leave everything to the process that made it."""

    def close(self) -> None:
        """Leave everything to the process that made it."""


def _lost(cases: Iterable[Case], reason: str) -> Outcome:
    text = f"the outcome of the audit did not arrive: {reason}"
    return Outcome(failure=AuditFailure(next(str(case.suite.main) for case in cases), text))
