"""The audits of a session: made once, by one process, and looked up by all."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .cases import Case
from .errors import AuditError
from .migrations import StepFailed
from .servers import Server, ServerRequest, provide, redact

if TYPE_CHECKING:
    from .audit import Audited
    from .live_audit import Provided

PRIVATE = {"auto", "embedded", "docker"}
"""Values of the server setting that start one of our own."""

_POLL = 0.01
"""Seconds between two looks of a worker for the outcome."""


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
    """Audits made in this process: servers start in the background, the rest when asked for.

    :param live: connection string of the live database to audit instead; its private server
        starts only when it is needed, and known.
    """

    def __init__(self, live: str | None = None) -> None:
        self._live = live
        self._stack = ExitStack()
        self._servers: dict[ServerRequest, Future[Server]] = {}
        self._requests: dict[str, ServerRequest] = {}
        self._released: Future[None] | None = None

    def start(self, cases: Sequence[Case]) -> None:
        """Begin to start the servers that these suites want, one for those that can share it."""
        for request, sharing in _shared_requests(cases if self._live is None else ()).items():
            self._requests.update((str(case.suite.main), request) for case in sharing)
            threads = ThreadPoolExecutor(1, thread_name_prefix="schema-audit-server")
            self._stack.callback(threads.shutdown)
            server = ExitStack()
            self._servers[request] = threads.submit(server.enter_context, provide(request))
            self._stack.callback(self._stop, self._servers[request], server)

    @staticmethod
    def _stop(started: Future[Server], server: ExitStack) -> None:
        # A start under way cannot be called back: what it started is stopped when it is through.
        if not started.cancel():
            started.exception()
        server.close()

    def outcome(self, cases: Sequence[Case]) -> Outcome:
        """Make the audits, up to the first that fails."""
        made: dict[str, Audited] = {}
        for case in cases:
            try:
                made[str(case.suite.main)] = self._audit(case)
            except AuditError as error:
                return Outcome(made, _failure(case, error))
            except Exception:
                # Ours or a library's mistake: it ends the session as one failing item, too.
                text = f"INTERNAL: the audit broke\n{redact(traceback.format_exc())}"
                return Outcome(made, AuditFailure(str(case.suite.main), text))
        return Outcome(made)

    def _audit(self, case: Case) -> Audited:
        if self._live is not None:
            return self._audit_live(case, self._live)
        # Imported while the server starts: it takes as long as the imports before it.
        from .audit import audited

        server = self._servers[self._requests[str(case.suite.main)]].result()
        return self._stack.enter_context(audited(server, case.outline, case.plan))

    def _audit_live(self, case: Case, target: str) -> Audited:
        from .live_audit import audited_live

        def provided(major: int) -> Provided:
            return lambda: _beside_live(replace(case.request, major=major))

        return self._stack.enter_context(audited_live(target, case.outline, case.plan, provided))

    def release(self) -> None:
        """Begin to drop the databases and to stop the servers: nobody needs them any more."""
        threads = ThreadPoolExecutor(1, thread_name_prefix="schema-audit-release")
        self._released = threads.submit(self._stack.close)
        threads.shutdown(wait=False)

    def close(self) -> None:
        """Drop the databases and stop the servers."""
        if self._released is not None:
            self._released.result()
        self._stack.close()


@contextmanager
def _beside_live(request: ServerRequest) -> Iterator[Server]:
    """Have a server whose connections libpq's variables, meant for a live database, do not meet."""
    from .servers.variables import without_libpq_variables

    ours = request.value in PRIVATE
    with without_libpq_variables() if ours else nullcontext(), provide(request) as server:
        yield server


def _shared_requests(cases: Sequence[Case]) -> dict[ServerRequest, list[Case]]:
    """One request for all suites that differ in nothing but the extensions they create."""
    alike: dict[ServerRequest, list[Case]] = {}
    for case in cases:
        alike.setdefault(replace(case.request, extensions=frozenset()), []).append(case)
    return {
        replace(
            request, extensions=frozenset().union(*(case.request.extensions for case in sharing))
        ): sharing
        for request, sharing in alike.items()
    }


def _failure(case: Case, error: AuditError) -> AuditFailure:
    migration = error.migration.name if isinstance(error, StepFailed) else ""
    return AuditFailure(str(case.suite.main), str(error), migration)


class OutcomeFile:
    """The outcome as a file that only this user can read: it may name a database's password.

    :param folder: a folder of its own, made by :meth:`create`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "outcome.pickle"

    @classmethod
    def create(cls) -> OutcomeFile:
        """Make the folder, open to this user alone (``tempfile.mkdtemp``: mode 0700)."""
        return cls(Path(tempfile.mkdtemp(prefix="schema-audit-")))

    def publish(self, outcome: Outcome) -> None:
        """Write the outcome; a reader sees all of it or none."""
        draft = self._path.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
        draft.replace(self._path)

    def read(self) -> Outcome | None:
        """Return the outcome, or ``None`` as long as it is not there.

        :raises FileNotFoundError: when the folder itself is not there (any more).
        """
        if not self._path.exists():
            self.folder.stat()
            return None
        # Only this user can have written the file: no foreign data is unpickled.
        outcome: Outcome = pickle.loads(self._path.read_bytes())
        return outcome

    def remove(self) -> None:
        """Remove file and folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


class SharedAudits:
    """Audits made by the process that started this one.

    :param folder: where that process publishes the outcome.
    """

    def __init__(self, folder: Path) -> None:
        self._file = OutcomeFile(folder)

    def outcome(self, cases: Sequence[Case]) -> Outcome:
        """Wait for the outcome, as long as the process that makes it lives."""
        parent = os.getppid()
        try:
            while (outcome := self._file.read()) is None:
                if os.getppid() != parent:
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
