"""When the server of an audit ends: beside nobody's tests."""

from __future__ import annotations

import pytest

from pytest_schema_audit.servers import Server
from tests.fix_servers import OwnFolders

from .conftest import Project
from .test_interrupt import private

REPLACING = """\
import os
import threading
from unittest import mock

def test_kills():
    called = threading.Event()

    def kill(*arguments):
        called.set()
        return real(*arguments)

    real = os.kill
    with mock.patch("os.kill", kill):
        assert not called.wait(0.3)
"""


def test_no_server_ends_beside_tests_of_the_team_s_own(
    project: Project, own_folders: OwnFolders, server: Server
) -> None:
    project.write("tests/test_own.py", REPLACING)
    result = project.audit(*private(server), "tests", "expected")
    result.assert_outcomes(passed=64)
    assert result.ret == pytest.ExitCode.OK
    assert own_folders.left_behind() == []
