"""The outcome on its way from the process that audits to the others."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from pytest_schema_audit.audit import Audited, AuditReport
from pytest_schema_audit.audits import AuditFailure, Outcome, OutcomeFile, SharedAudits
from pytest_schema_audit.cases import Case
from pytest_schema_audit.manifest.expectation import ManifestFile, Suite
from pytest_schema_audit.migrations import Plan
from pytest_schema_audit.outline import outline
from pytest_schema_audit.servers import ServerRequest
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
    assert file.read() == OUTCOME
    file.remove()
    assert not file.folder.exists()


def test_only_this_user_can_look_in() -> None:
    file = OutcomeFile.create()
    assert file.folder.stat().st_mode & 0o777 == 0o700
    file.remove()


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


def test_a_worker_on_another_machine(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert SharedAudits(folder).outcome([CASE]).failure == AuditFailure(
        str(MAIN),
        f"the outcome of the audit did not arrive: no folder {folder} on this machine",
    )
