"""A private server from programs on disk: no Docker, no port, no rights."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from .account import Account, finish
from .binaries import choose
from .binaries_errors import BinariesError
from .cache import cache_folder, readable_folders
from .errors import ServerError, StartError
from .installation import Installation, unmet_libraries
from .protocol import Server, ServerRequest
from .rundir import RunDirectory, remove_leftovers, run_directory
from .template import template, version_of

_START_SECONDS = 60.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.002
_LOG_BYTES = 4000

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    # One transaction may make thousands of tables, each with several locked relations.
    "max_locks_per_transaction": "1024",
    "shared_buffers": "64MB",
    # In the data directory, so that nothing stays in /dev/shm when the server is killed.
    "dynamic_shared_memory_type": "mmap",
    "huge_pages": "off",
    # The data is thrown away at the end: nothing has to survive a crash.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "wal_init_zero": "off",
    "max_wal_size": "256MB",
    # Neither background work nor plans that pay off on large data.
    "autovacuum": "off",
    "max_worker_processes": "0",
    "max_logical_replication_workers": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log is read when the start fails; it must not hold the user's statements.
    "log_min_error_statement": "panic",
    "logging_collector": "off",
}


@contextlib.contextmanager
def embedded(request: ServerRequest) -> Iterator[Server]:
    """Start a private server of the wanted major; stop it and remove its files at the end.

    :param request: major, extensions and whether downloads are allowed.
    :raises ServerError: binaries, folders or the start fail; the text names the ways out.
    """
    with contextlib.ExitStack() as stack:
        yield _start(request, stack)


def _start(request: ServerRequest, stack: contextlib.ExitStack) -> Server:
    account = Account.current()
    cache = cache_folder(account)
    readable = readable_folders(account, cache)
    remove_leftovers(cache, account)
    installation = choose(request, account, cache, readable)
    try:
        archive = template(installation, account, cache, readable)
        directory = stack.enter_context(run_directory(cache, account))
        _unpack(archive, directory, account)
        stack.enter_context(_running(installation, directory, account))
    except OSError as error:
        raise StartError.refused(installation.described, error) from error
    return _server(installation, directory, version_of(archive))


def _unpack(archive: Path, directory: RunDirectory, account: Account) -> None:
    directory.data.mkdir(mode=0o700)
    account.give(directory.data)
    command = ["tar", "-xf", "-", "-C", str(directory.data)]
    with archive.open("rb") as source:
        process = account.spawn(command, {"PATH": os.defpath}, subprocess.PIPE, source)
        status, output = finish(process)
    if status != 0:
        raise StartError.not_unpacked(archive, directory.path, output)


@contextlib.contextmanager
def _running(
    installation: Installation, directory: RunDirectory, account: Account
) -> Iterator[None]:
    settings = {**_SETTINGS, "unix_socket_directories": str(directory.sockets)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [str(installation.postgres), "-D", str(directory.data), *options]
    with directory.log.open("wb") as log:
        process = account.spawn(command, installation.environment, log)
    try:
        _wait_until_ready(process, installation, directory)
        yield
    finally:
        _stop(process)


def _wait_until_ready(
    process: subprocess.Popen[bytes], installation: Installation, directory: RunDirectory
) -> None:
    """Wait for the status line of ``postmaster.pid``, as ``pg_ctl`` does, but without its pauses.

    The eighth line is ``ready`` (padded) once connections are accepted (``miscadmin.h``,
    LOCK_FILE_LINE_PM_STATUS).
    """
    status_file = directory.data / "postmaster.pid"
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise _died(installation, _tail(directory))
        with contextlib.suppress(FileNotFoundError):
            lines = status_file.read_text().splitlines()
            if lines[7:] and lines[7].strip() == "ready":
                return
        time.sleep(_POLL_SECONDS)
    raise StartError.too_slow(installation.described, _START_SECONDS, _tail(directory))


def _died(installation: Installation, log: str) -> ServerError:
    libraries = unmet_libraries(installation.postgres, installation.environment)
    if libraries:
        return BinariesError.lacks_libraries(installation.described, libraries)
    return StartError.died(installation.described, log)


def _tail(directory: RunDirectory) -> str:
    return directory.log.read_bytes()[-_LOG_BYTES:].decode(errors="replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Shut the server down without waiting for anybody: its data is thrown away."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGQUIT)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(process)
    except BaseException:
        _kill(process)
        raise


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _server(installation: Installation, directory: RunDirectory, version: int) -> Server:
    # Imported while the server starts: libpq takes longer to load than the server to be spawned.
    # From the package, not the submodule by its name: another thread may be importing the package,
    # and each would wait for what the other has begun.
    from psycopg import conninfo

    from .variables import overruling

    place = {"host": str(directory.sockets), "port": "5432", "user": "postgres"}
    return Server(
        kind="embedded",
        version=version,
        conninfo=conninfo.make_conninfo(**{**overruling(), **place, "dbname": "postgres"}),
        description=f"PostgreSQL {version // 10000}.{version % 10000}, "
        f"embedded ({installation.origin})",
    )
