"""A process that has a server and is interrupted, terminated or killed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable

import psycopg
import pytest

from pytest_schema_audit.servers import Server, ServerRequest, provide
from tests.fix_servers import OwnFolders

Holder = Callable[[], subprocess.Popen[str]]


def conninfo_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_after(
    number: signal.Signals, holder: Holder, own_folders: OwnFolders
) -> None:
    process = holder()
    assert conninfo_of(process)
    assert own_folders.processes()
    process.send_signal(number)
    process.wait(20)
    assert own_folders.left_behind() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_after_a_signal_while_it_starts(
    number: signal.Signals, holder: Holder, own_folders: OwnFolders
) -> None:
    conninfo_of(warm := holder())
    warm.send_signal(signal.SIGTERM)
    warm.wait(20)
    for delay in (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08):
        process = holder()
        time.sleep(delay)
        process.send_signal(number)
        process.wait(20)
        assert own_folders.left_behind() == []


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(holder: Holder) -> None:
    process = holder()
    with psycopg.connect(conninfo_of(process)) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        with open(f"{row[0]}/postmaster.pid", encoding="ascii") as file:  # noqa: PTH123
            postmaster = int(file.readline())
    assert os.getpgid(postmaster) != os.getpgid(process.pid)
    assert os.getsid(postmaster) != os.getsid(process.pid)


def test_the_next_run_removes_what_a_killed_one_left(
    holder: Holder, own_folders: OwnFolders, server: Server
) -> None:
    process = holder()
    conninfo = conninfo_of(process)
    process.kill()
    process.wait(20)
    # The server outlives its starter: that is what has to be found.
    psycopg.connect(conninfo).close()
    with provide(ServerRequest("embedded", major=server.major)):
        pass
    assert own_folders.left_behind() == []


def test_a_living_run_is_left_alone(
    holder: Holder, own_folders: OwnFolders, server: Server
) -> None:
    process = holder()
    conninfo = conninfo_of(process)
    with provide(ServerRequest("embedded", major=server.major)):
        pass
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert own_folders.processes()
