"""Unpacking a ``postgresql-<version>-<target>.tar.gz`` into the cache, once."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import IO

from .binaries_errors import BinariesError
from .records import locked

UNPACKED = "postgresql"
"""Folder of the cache that holds unpacked programs."""

_UNUSED_FOLDERS = {"include", "doc", "man", "pgxs", "pkgconfig"}


def unpack(archive: Path | IO[bytes], key: str, cache: Path, *, name: str = "") -> Path:
    """Unpack ``archive`` into the cache, unless it is there already.

    Made in a scratch folder and renamed, so that a folder under its final name is complete.

    :param archive: path of the archive, or the open file, whose name is then ``name``.
    :param key: what tells this archive from another of the same name.
    :param cache: a folder only this user can write to.
    :param name: the archive's file name, for an open file.
    :returns: the folder with ``bin``, ``lib`` and ``share``.
    :raises BinariesError: the archive is damaged, or the disk is full.
    """
    stem = (archive.name if isinstance(archive, Path) else name).removesuffix(".tar.gz")
    target = cache / UNPACKED / f"{stem}-{key}"
    if target.is_dir():
        return target
    try:
        target.parent.mkdir(exist_ok=True)
        target.parent.chmod(0o755)
        with locked(cache / f"{UNPACKED}.lock"):
            if not target.is_dir():
                _unpack_anew(archive, target)
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BinariesError.damaged(stem, error) from error
    return target


def _unpack_anew(archive: Path | IO[bytes], target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".unpack-", dir=target.parent) as scratch:
        where = {"name": archive} if isinstance(archive, Path) else {"fileobj": archive}
        with tarfile.open(**where, mode="r:gz") as opened:
            _extract(opened, scratch)
        (top,) = Path(scratch).iterdir()
        # A dropped account reads what root unpacked, whatever root's umask is.
        for folder in (top, *(path for path in top.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        shutil.move(top, target)


def _extract(archive: tarfile.TarFile, folder: str) -> None:
    members = [member for member in archive if _is_needed(member)]
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, members, filter="data")
        return
    # Python 3.11.0 to 3.11.3 has no extraction filters.
    for member in members:
        _check(member)
    archive.extractall(folder, members)


def _is_needed(member: tarfile.TarInfo) -> bool:
    parts = PurePosixPath(member.name).parts
    return not _UNUSED_FOLDERS.intersection(parts[1:]) and not member.name.endswith(".a")


def _check(member: tarfile.TarInfo) -> None:
    """Refuse what would be made outside the folder, and what is neither file nor folder.

    :raises tarfile.ExtractError: as the filter ``data`` would.
    """
    paths = [PurePosixPath(name) for name in (member.name, member.linkname)]
    outside = any(path.is_absolute() or ".." in path.parts for path in paths)
    if outside or not (member.isfile() or member.isdir() or member.issym() or member.islnk()):
        message = f"{member.name!r} would be unpacked outside its folder"
        raise tarfile.ExtractError(message)
