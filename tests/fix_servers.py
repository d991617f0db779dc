"""What tests of servers need: folders of their own, and processes that have a server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pytest_schema_audit.servers.account import Account
from pytest_schema_audit.servers.cache import APPLICATION, cache_folder, readable_folders
from pytest_schema_audit.servers.places import data_place
from pytest_schema_audit.servers.protocol import Server

# Everything is imported before a change of user, after which the interpreter's own folder may be
# out of reach; SIGTERM becomes an exception, as in a session of the audit.
_PROLOGUE = """
import os, signal, sys, time
import psycopg, platformdirs.unix, encodings.idna
import pytest_schema_audit.database
import pytest_schema_audit.servers.embedded
from pathlib import Path
from pytest_schema_audit.errors import AuditError
from pytest_schema_audit.servers import ServerRequest, provide

# The cache that root made for everybody is not a part of these tests.
pytest_schema_audit.servers.cache._site_folder = lambda: Path("/nowhere")
uid, major = int(sys.argv[1]), int(sys.argv[2])
if uid != os.geteuid():
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)

def terminated(*_):
    raise SystemExit(143)

signal.signal(signal.SIGTERM, terminated)
# A shell's background job, and so its children, ignore the interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
request = ServerRequest("embedded", major=major)
"""

_HOLD = """
print("starting", flush=True)
with provide(request) as server:
    print(server.conninfo, flush=True)
    time.sleep(600)
"""

_ASK = """
try:
    with provide(request) as server, psycopg.connect(server.conninfo) as connection:
        print(connection.execute("SHOW server_version_num").fetchone()[0])
except AuditError as error:
    print(error)
"""


@dataclass(frozen=True)
class OwnFolders:
    """A cache and a temporary folder that nothing else uses.

    :param cache: the plugin's folder in the cache; its server programs are those of the machine.
    :param temporary: the temporary folder.
    """

    cache: Path
    temporary: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which they are used."""
        own = {"XDG_CACHE_HOME": str(self.cache.parent), "TMPDIR": str(self.temporary)}
        return {**os.environ, **own, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def left_behind(self) -> list[str]:
        """Folders, records and processes of runs: nothing, once all have ended."""
        folders = [str(path) for path in self.temporary.iterdir()]
        records = [str(path) for path in self.cache.glob("runs/*")]
        return folders + records + self.processes()

    def processes(self) -> list[str]:
        """Command lines that name the temporary folder."""
        listing = subprocess.run(["ps", "-axww", "-o", "command="], capture_output=True, text=True)
        return [line for line in listing.stdout.splitlines() if f"{self.temporary}/" in line]


@pytest.fixture
def own_folders(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnFolders]:
    """Own folders, in use in this process as well; everybody may enter them."""
    del server  # Its start has put the programs into the cache.
    account = Account.current()
    roots = readable_folders(account, cache_folder(account))
    programs = next((path for root in roots if (path := root / "postgresql").is_dir()), None)
    top = Path(tempfile.mkdtemp(prefix="audit-", dir=data_place(account)))
    top.chmod(0o755)
    folders = OwnFolders(top / "cache" / APPLICATION, top / "t")
    for folder in (folders.cache.parent, folders.cache, folders.temporary):
        folder.mkdir(mode=0o755)
    if programs is not None:
        (folders.cache / "postgresql").symlink_to(programs)
    monkeypatch.setattr("pytest_schema_audit.servers.cache._site_folder", lambda: Path("/nowhere"))
    for name in ("XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, folders.environment[name])
    try:
        yield folders
    finally:
        shutil.rmtree(top)


@pytest.fixture
def holder(
    own_folders: OwnFolders, server: Server
) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start processes that have a server, print its conninfo and wait."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", script(_HOLD), str(os.geteuid()), str(server.major)]
        process = subprocess.Popen(
            command,
            env=own_folders.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "starting\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def answer_as(uid: int, folders: OwnFolders, major: int) -> str:
    """What a process of another user prints: the server's version number, or the error."""
    done = subprocess.run(
        [sys.executable, "-c", script(_ASK), str(uid), str(major)],
        env={**folders.environment, "HOME": str(folders.cache.parent)},
        capture_output=True,
        text=True,
        cwd="/",
    )
    return (done.stdout + done.stderr).strip()


def script(body: str) -> str:
    """A program that begins as all of these do."""
    return _PROLOGUE + textwrap.dedent(body)
