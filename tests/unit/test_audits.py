"""The outcome on its way from the process that audits to the others."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

import pytest

from pytest_schema_audit.audit import Audited, AuditReport
from pytest_schema_audit.audits import (
    AuditFailure,
    LocalAudits,
    Outcome,
    OutcomeFile,
    SharedAudits,
)
from pytest_schema_audit.cases import Case
from pytest_schema_audit.manifest.expectation import ManifestFile, Suite
from pytest_schema_audit.migrations import Plan
from pytest_schema_audit.outline import outline
from pytest_schema_audit.servers import Server, ServerRequest
from pytest_schema_audit.verdict import Different, ItemKey, Same, Verdict

MAIN = Path("/project/expected/audit.yaml")
SUITE = Suite("shop", MAIN, (ManifestFile(MAIN, ()),))
CASE = Case(SUITE, Plan("plain", MAIN.parent, ()), outline(SUITE, ()), ServerRequest())
VERDICTS: dict[ItemKey, Verdict] = {
    ItemKey(str(MAIN), "t", "column.a"): Same(),
    ItemKey(str(MAIN), "t", "column.b"): Different("differs", unexpected=("x",)),
}
OUTCOME = Outcome(
    {str(MAIN): Audited(AuditReport(VERDICTS, (), "PostgreSQL", ()), "password=secret")}
)


def test_round_trip() -> None:
    file = OutcomeFile.create()
    assert file.read() is None
    file.publish(OUTCOME)
    assert file.published
    assert file.read() == OUTCOME
    file.remove()
    assert not file.folder.exists()


def test_only_this_user_can_look_in() -> None:
    file = OutcomeFile.create()
    assert file.folder.stat().st_mode & 0o777 == 0o700
    file.remove()


def test_what_a_killed_process_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is not locked any more; one that is locked or new, or no such folder, stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    alive = OutcomeFile.create()
    for name in ("schema-audit-outcome-dead", "schema-audit-outcome-new", "schema-audit-server"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "outcome.pickle").touch()
    for path in tmp_path.iterdir():
        if not path.name.endswith("-new"):
            os.utime(path, (0, 0))
    made = OutcomeFile.create()
    left = {path.name for path in tmp_path.iterdir()}
    names = {alive.folder.name, made.folder.name}
    assert left == {*names, "schema-audit-outcome-new", "schema-audit-server"}
    alive.remove()
    made.remove()


def test_no_password_in_the_repr() -> None:
    assert "secret" not in repr(OUTCOME)


def test_a_worker_waits(tmp_path: Path) -> None:
    def publish() -> None:
        time.sleep(0.1)
        OutcomeFile(tmp_path).publish(OUTCOME)

    thread = threading.Thread(target=publish)
    thread.start()
    assert SharedAudits(tmp_path).outcome([CASE]) == OUTCOME
    thread.join()


def test_a_worker_does_not_wait_for_the_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parents = iter([100, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    assert SharedAudits(tmp_path).outcome([CASE]).failure == AuditFailure(
        str(MAIN),
        "the outcome of the audit did not arrive: the process that made it is gone",
    )


def test_a_worker_whose_parent_died_before_it_came_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audits = SharedAudits(tmp_path)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waits"))
    failure = audits.outcome([CASE]).failure
    assert failure is not None
    assert failure.text.endswith(": the process that made it is gone")


def test_a_worker_on_another_machine(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert SharedAudits(folder).outcome([CASE]).failure == AuditFailure(
        str(MAIN),
        f"the outcome of the audit did not arrive: no folder {folder} on this machine",
    )


SERVER = Server("embedded", 180000, "host=/nowhere", "PostgreSQL 18")


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_start_that_nobody_waits_for_is_stopped_once_it_is_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: Future[Server] = Future()
    started.set_running_or_notify_cancel()
    monkeypatch.setattr(started, "exception", interrupt)
    server, stopped = ExitStack(), threading.Event()
    with pytest.raises(KeyboardInterrupt):
        LocalAudits._stop(started, server)
    server.callback(stopped.set)
    started.set_result(SERVER)
    assert stopped.is_set()


@pytest.mark.usefixtures("interrupts")
def test_the_end_waits_for_a_release_whose_beginning_was_interrupted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    audits = LocalAudits()
    audits._servers["audit.yaml"] = Future()
    audits._servers["audit.yaml"].set_result(SERVER)
    begun, ended = threading.Event(), threading.Event()

    def release() -> None:
        begun.set()
        time.sleep(0.1)
        ended.set()

    start = threading.Thread.start

    def start_interrupted(thread: threading.Thread) -> None:
        start(thread)
        signal.raise_signal(signal.SIGINT)

    audits._stack.callback(release)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", start_interrupted)
        with pytest.raises(KeyboardInterrupt):
            audits.release()
    assert begun.wait(5)
    audits.close()
    assert ended.is_set()
