"""Every way libpq connects works, and none of them shows a password to anybody."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import psycopg.conninfo
import pytest

from pytest_schema_audit.live import read_live
from pytest_schema_audit.live_errors import LiveError
from pytest_schema_audit.servers.account import Account

from ..fix_live import PASSWORD, READER, Production, held_up
from .conftest import LEAN, MIGRATION, SETTINGS, Project

SPELLINGS = (PASSWORD, quote(PASSWORD, safe=""), quote(PASSWORD), "p@ss", "w/rd")
"""How a password that is not hidden would look."""


@pytest.fixture
def live(project: Project, production: Production) -> Production:
    """The project's database, one index short, on another server."""
    del project
    production.execute(MIGRATION)
    production.execute("DROP INDEX invoice_state_idx")
    return production


def keywords(live: Production, **more: str) -> str:
    """A connection string of keywords and values."""
    return psycopg.conninfo.make_conninfo(
        host=live.folder, user=READER, dbname=live.database, **more
    )


Setup: TypeAlias = Callable[[Production, Path], tuple[str, dict[str, str]]]


def by_url(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return live.url(), {}


def by_variable(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return "env:LIVE", {"LIVE": live.url()}


def by_parameter(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return f"{live.url(password='')}&password={quote(PASSWORD, safe='')}", {}


def by_keywords(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return keywords(live, password=PASSWORD), {}


def by_environment(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return live.url(password=""), {"PGPASSWORD": PASSWORD}


def by_password_file(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    file = folder.parent / "passwords"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"*:*:{live.database}:{READER}:{escaped}\n")
    file.chmod(0o600)
    return live.url(password=""), {"PGPASSFILE": str(file)}


def by_service(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    file = folder.parent / "services"
    file.write_text(
        f"[production]\nhost={live.folder}\nuser={READER}\ndbname={live.database}\n"
        f"password={PASSWORD}\n"
    )
    return "postgresql://?service=production", {"PGSERVICEFILE": str(file)}


def by_service_variable(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    """What the variables say is for the live database alone."""
    _, environment = by_service(live, folder)
    only_there = {"PGSERVICE": "production", "PGREQUIREAUTH": "scram-sha-256"}
    return "postgresql://", {**environment, **only_there}


def by_several_hosts(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    hosts = f"{folder},{live.folder}"
    return live.url(host=hosts, port="5432,5432", target_session_attrs="read-write"), {}


def by_prisma_url(live: Production, folder: Path) -> tuple[str, dict[str, str]]:
    return "env:LIVE", {"LIVE": live.url(schema="public", connection_limit="1")}


WAYS: list[Setup] = [
    by_url,
    by_variable,
    by_parameter,
    by_keywords,
    by_environment,
    by_password_file,
    by_service,
    by_service_variable,
    by_several_hosts,
    by_prisma_url,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_way(
    way: Setup, project: Project, live: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, environment = way(live, project.path)
    for name, setting in environment.items():
        monkeypatch.setenv(name, setting)
    options = ("-vv", "--showlocals", "--junitxml=junit.xml", "--schema-audit-report=report.md")
    private = "--schema-audit-server=embedded", f"--schema-audit-postgres={live.server.major}"
    result = project.run(f"--schema-audit-live={value}", *private, *options)
    result.assert_outcomes(passed=61, failed=1, skipped=1)
    assert_hidden(project, result)


def assert_hidden(project: Project, result: pytest.RunResult) -> None:
    """No spelling of the password is in what a run printed, or in any file of its folder."""
    written = [
        path.read_text(errors="replace") for path in project.path.rglob("*.*") if path.is_file()
    ]
    assert len(written) > 3
    told = [result.stdout.str().replace(_command_line(result), ""), result.stderr.str(), *written]
    assert not [(spelling, text) for spelling in SPELLINGS for text in told if spelling in text]


def test_process_list_shows_no_password(
    project: Project, live: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVE", live.url())
    with ThreadPoolExecutor(1) as threads, held_up(live) as waiting:
        run = threads.submit(project.run, "--schema-audit-live=env:LIVE")
        waiting()
        lines = [file.read_bytes().decode(errors="replace") for file in _command_lines(project)]
    assert run.result().parseoutcomes() == {"passed": 61, "failed": 1, "skipped": 1}
    assert any("--schema-audit-live=env:LIVE" in line for line in lines)
    assert not [line for line in lines for spelling in SPELLINGS if spelling in line]


def test_interrupt_shows_no_password(
    project: Project, live: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVE", live.url())
    with held_up(live) as waiting, interruptible(project, "--schema-audit-live=env:LIVE") as run:
        waiting()
        run.send_signal(signal.SIGINT)
        output, _ = run.communicate(timeout=60)
    assert_interrupted(run, output)


def test_interrupt_of_a_command_shows_no_password(
    project: Project, live: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        "pytest.ini", f"{SETTINGS}schema_audit_checks =\n    slow: touch begun; sleep 60\n"
    )
    live.execute(f"ALTER ROLE {READER} CREATEDB")
    monkeypatch.setenv("AUDIT_SERVER", live.url())
    try:
        with interruptible(project, "--schema-audit", "-k", "slow") as run:
            _await(project.path / "begun")
            run.send_signal(signal.SIGINT)
            output, _ = run.communicate(timeout=60)
    finally:
        live.execute(f"ALTER ROLE {READER} NOCREATEDB")
    assert_interrupted(run, output)


def interruptible(project: Project, *options: str) -> subprocess.Popen[str]:
    """A run that shows all there is to show of an interrupt."""
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *LEAN, "--full-trace", "--showlocals", "-vv", *options],
        cwd=project.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def assert_interrupted(run: subprocess.Popen[str], output: str) -> None:
    assert run.returncode == pytest.ExitCode.INTERRUPTED
    assert "bare_interrupts" in output
    assert not [spelling for spelling in SPELLINGS if spelling in output]


def _await(file: Path) -> None:
    deadline = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _command_lines(project: Project) -> Iterator[Path]:
    """Those of the run: beside this test another may give a password on its command line."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if file.with_name("cwd").readlink() == project.path:
                yield file


@contextmanager
def pooler(live: Production) -> Iterator[str]:
    """PgBouncer in front of the database, a server session for each transaction; a URL to it."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("PgBouncer is not installed")
    account = Account.current()
    folder = Path(tempfile.mkdtemp(prefix="pooler-"))
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n{live.database} = host={live.folder} user=postgres\n"
        f"[pgbouncer]\nlisten_port = 6432\nunix_socket_dir = {folder}\nauth_type = any\n"
        "pool_mode = transaction\nserver_reset_query_always = 1\n"
    )
    for path in (folder, settings):
        account.give(path)
    process = account.spawn([program, str(settings)], os.environ, subprocess.DEVNULL)
    try:
        socket = folder / ".s.PGSQL.6432"
        while not socket.exists() and process.poll() is None:
            time.sleep(0.01)
        yield f"postgresql://postgres@/{live.database}?host={folder}&port=6432"
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def test_through_pgbouncer(
    project: Project, live: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pooler(live) as url:
        monkeypatch.setenv("LIVE", url)
        result = project.run("--schema-audit-live=env:LIVE")
    result.assert_outcomes(passed=61, failed=1, skipped=1)


USAGE = {
    "env:NOWHERE": (
        "ERROR: --schema-audit-live: the environment variable NOWHERE is not set\n"
        "  way out: export NOWHERE=postgresql://user:password@host:5432/database\n"
    ),
    "mysql://reader:p@ss:w/rd@h/d": (
        "ERROR: --schema-audit-live: not a PostgreSQL URL\n"
        "  It begins with mysql://\n"
        "  way out: postgresql://user:password@host:5432/database\n"
    ),
    "reader:p@ss:w/rd@h/d": (
        "ERROR: --schema-audit-live: not a PostgreSQL URL\n"
        "  way out: postgresql://user:password@host:5432/database\n"
    ),
}


@pytest.mark.parametrize("value", USAGE)
def test_usage_error(value: str, project: Project) -> None:
    result = project.run(f"--schema-audit-live={value}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.stderr.str().strip() == USAGE[value].strip()


def test_unreachable(tmp_path: Path) -> None:
    with pytest.raises(LiveError) as caught:
        read_live(f"postgresql://reader:secret@/shop?host={tmp_path}")
    assert str(caught.value) == (
        "the live database cannot be reached\n"
        f'  connection is bad: connection to server on socket "{tmp_path}/.s.PGSQL.5432" failed: '
        "No such file or directory\n"
        "  Is the server running locally and accepting connections on that socket?\n"
        "  way out: check the URL given to --schema-audit-live; `env:NAME` reads it from a"
        " variable\n"
        "           libpq's own settings work too: service file, PGPASSFILE, sslmode"
    )


def _command_line(result: pytest.RunResult) -> str:
    return next((line for line in result.outlines if line.startswith("running: ")), "")


MISTAKES = {
    "a wrong password": "postgresql://reader:p%40ss%3Aw%2Frd@/DATABASE?host=FOLDER",
    "a bare slash": "postgresql://reader:p@ss:w/rd@localhost:1/DATABASE",
    "a broken escape": "postgresql://reader:p@ss:w/rd%zz@localhost:1/DATABASE",
    "a space": "postgresql://reader:p@ss:w/rd 'x@localhost:1/DATABASE",
    "a bracket": "postgresql://reader:p@ss:w/rd@[::1/DATABASE",
    "a bad parameter": "postgresql://reader@localhost:1/DATABASE?password=p@ss:w/rd%zz",
    "an unknown parameter": "postgresql://reader:p@ss:w/rd@localhost:1/DATABASE?nothing=1",
    "bad keywords": "host=localhost port=1 password=p@ss:w/rd 'x user=reader",
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("option", ["live", "server"])
def test_mistake(
    option: str,
    mistake: str,
    project: Project,
    live: Production,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = MISTAKES[mistake].replace("DATABASE", live.database).replace("FOLDER", live.folder)
    monkeypatch.setenv("TARGET", value)
    result = project.audit(f"--schema-audit-{option}=env:TARGET", "-vv", "--junitxml=junit.xml")
    if option == "live" and "p@ss" in value.partition("?")[0] and "://" in value:
        assert result.ret == pytest.ExitCode.USAGE_ERROR
    else:
        assert result.ret == pytest.ExitCode.TESTS_FAILED
        assert result.parseoutcomes() == {"failed": 1}
    assert_hidden(project, result)
