"""The team's own commands: their environment, how they end, what is kept of their output."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import psycopg.conninfo
import pytest

from pytest_schema_audit.commands import database_url, environment_of, run_command
from pytest_schema_audit.values import Command

TCP = {"host": "db", "port": "5433", "user": "me", "password": "p@s/s:%", "dbname": "sh op"}
SOCKET = {"host": "/run/pg", "port": "5433", "user": "me", "dbname": "shop"}


@pytest.mark.parametrize(
    ("parameters", "url"),
    [
        (TCP, "postgresql://me:p%40s%2Fs%3A%25@db:5433/sh%20op"),
        (SOCKET, "postgresql://me@localhost:5433/shop?host=/run/pg"),
        ({**TCP, "host": "::1", "password": "", "port": ""}, "postgresql://me@[::1]/sh%20op"),
        ({**SOCKET, "sslmode": "require"},
         "postgresql://me@localhost:5433/shop?sslmode=require&host=/run/pg"),
        ({"dbname": "shop"}, "postgresql://@localhost/shop"),
    ],
)  # fmt: skip
def test_url(parameters: dict[str, str], url: str) -> None:
    assert database_url(parameters) == url


@pytest.mark.parametrize("parameters", [TCP, SOCKET])
def test_libpq_reads_the_url_back(parameters: dict[str, str]) -> None:
    assert psycopg.conninfo.conninfo_to_dict(database_url(parameters)) == parameters


def test_variables() -> None:
    assert environment_of({**TCP, "sslmode": "require"}) == {
        "PGHOST": "db",
        "PGPORT": "5433",
        "PGUSER": "me",
        "PGPASSWORD": "p@s/s:%",
        "PGDATABASE": "sh op",
        "PGSSLMODE": "require",
        "DATABASE_URL": "postgresql://me:p%40s%2Fs%3A%25@db:5433/sh%20op?sslmode=require",
    }


CONNINFO = "host=db port=5433 user=me password=hunter2 dbname=shop"


def run(text: str, folder: Path, timeout: float = 10) -> tuple[bool, str, str]:
    result = run_command(Command("name", text), CONNINFO, folder, timeout)
    assert result.text == text
    return result.failed, result.ending, result.output


def test_success(tmp_path: Path) -> None:
    assert run("pwd", tmp_path) == (False, "exit status 0", str(tmp_path))


def test_failure_with_both_outputs(tmp_path: Path) -> None:
    text = "echo out; echo err >&2; exit 3"
    assert run(text, tmp_path) == (True, "exit status 3", "out\nerr")


def test_signal(tmp_path: Path) -> None:
    assert run("kill -SEGV $$", tmp_path) == (True, "ended by SIGSEGV", "")


def test_time_limit_kills_what_the_command_started(tmp_path: Path) -> None:
    started = time.monotonic()
    failed, ending, _ = run("(sleep 2; touch late) & sleep 60", tmp_path, timeout=0.3)
    assert (failed, ending) == (True, "killed after 0.3 seconds")
    assert time.monotonic() - started < 10
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()


def test_no_standard_input(tmp_path: Path) -> None:
    assert run("cat; echo end", tmp_path) == (False, "exit status 0", "end")


def test_no_password_in_the_output(tmp_path: Path) -> None:
    _, _, output = run('echo "$DATABASE_URL $PGPASSWORD"', tmp_path)
    assert output == "postgresql://me:***@db:5433/shop ***"


def test_only_the_end_of_much_output(tmp_path: Path) -> None:
    _, _, output = run("seq 100000", tmp_path)
    assert output.startswith("…\n")
    assert output.endswith("\n99999\n100000")
    assert len(output) < 3100


def test_own_settings_of_libpq_do_not_mix_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSERVICE", "elsewhere")
    monkeypatch.setenv("PATH_OF_MINE", "kept")
    text = 'echo "[$PGSERVICE] $PATH_OF_MINE $PGDATABASE"'
    assert run(text, tmp_path)[2] == "[] kept shop"


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_while_it_is_started_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    execute = subprocess.Popen._execute_child  # type: ignore[attr-defined]

    def execute_interrupted(process: subprocess.Popen[bytes], *arguments: object) -> None:
        execute(process, *arguments)
        started.append(process)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(subprocess.Popen, "_execute_child", execute_interrupted)
    with pytest.raises(KeyboardInterrupt):
        run("sleep 60", tmp_path)
    (process,) = started
    ending = process.poll()
    process.kill()
    process.wait()
    assert ending == -signal.SIGKILL
