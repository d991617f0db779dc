"""A prepared data directory per set of programs, made once and kept in the cache as one file.

``initdb`` takes ten times as long as everything else about a private server. Its result is kept
as an uncompressed tar archive: one file, renamed into place when complete, unpacked per run.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from pathlib import Path

from .account import Account, finish
from .binaries_errors import BinariesError
from .errors import StartError
from .installation import Installation, unmet_libraries
from .protocol import version_number
from .records import locked
from .rundir import RunDirectory, run_directory

_FOLDER = "templates"
# Part of the file's name: another layout of the data directory is another template.
_OPTIONS = (
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
    "--wal-segsize=1",
)
_EDITION = "1"
_KEPT_SECONDS = 60 * 86400


def template(
    installation: Installation, account: Account, cache: Path, readable: tuple[Path, ...]
) -> Path:
    """The archive of an initialised data directory for ``installation``.

    :param installation: the programs that make it and will run it.
    :param account: who runs ``initdb``, which refuses root and users without a name.
    :param cache: folder that takes the archive.
    :param readable: folders that may hold it already.
    :raises StartError: ``initdb`` failed or cannot run.
    :raises BinariesError: the programs lack shared libraries.
    """
    pattern = f"*-{installation.identity}-{_EDITION}.tar"
    if found := _existing(pattern, readable):
        return found
    folder = cache / _FOLDER
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    with locked(cache / f"{_FOLDER}.lock"):
        if found := _existing(pattern, readable):
            return found
        _forget_unused(folder)
        return _make(installation, account, folder)


def version_of(archive: Path) -> int:
    """``server_version_num`` of the programs a template was made by."""
    return version_number(archive.name)


def _existing(pattern: str, readable: tuple[Path, ...]) -> Path | None:
    for root in readable:
        for archive in (root / _FOLDER).glob(pattern):
            # The time of the last use decides what is forgotten; a read-only cache keeps its own.
            with contextlib.suppress(OSError):
                os.utime(archive)
            return archive
    return None


def _make(installation: Installation, account: Account, folder: Path) -> Path:
    if not account.listed:
        raise StartError.no_passwd_entry(account.uid)
    with run_directory(folder.parent, account) as scratch:
        _run_initdb(installation, account, scratch)
        name = f"{_version(installation)}-{installation.identity}-{_EDITION}.tar"
        partial = folder / f".{name}.{os.getpid()}"
        try:
            _pack(scratch.data, partial)
            partial.chmod(0o644)
            return partial.rename(folder / name)
        finally:
            partial.unlink(missing_ok=True)


def _run_initdb(installation: Installation, account: Account, scratch: RunDirectory) -> None:
    command = [str(installation.initdb), "-D", str(scratch.data), *_OPTIONS]
    process = account.spawn(command, installation.environment, subprocess.PIPE)
    status, output = finish(process)
    if status == 0:
        return
    libraries = unmet_libraries(installation.postgres, installation.environment)
    if libraries:
        raise BinariesError.lacks_libraries(installation.described, libraries)
    raise StartError.initdb_failed(installation.described, output)


def _version(installation: Installation) -> str:
    answer = subprocess.run(
        [installation.postgres, "--version"],
        env=dict(installation.environment),
        capture_output=True,
        text=True,
        check=True,
    )
    match = re.search(r"\) (\S+)", answer.stdout)
    return match[1] if match else str(installation.major)


def _pack(data: Path, archive: Path) -> None:
    command = ["tar", "-C", str(data), "-cf", str(archive), "."]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    if answer.returncode != 0:
        raise StartError.not_packed(archive, answer.stderr)


def _forget_unused(folder: Path) -> None:
    oldest = time.time() - _KEPT_SECONDS
    for archive in folder.glob("*.tar"):
        if archive.stat().st_mtime < oldest:
            archive.unlink(missing_ok=True)
