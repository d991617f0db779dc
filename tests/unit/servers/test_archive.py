from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from pytest_schema_audit.servers.archive import unpack
from pytest_schema_audit.servers.binaries_errors import BinariesError


@pytest.fixture(params=["filters", "no filters"])
def python(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With extraction filters, where this Python has them, and without, as 3.11.3 and older."""
    if request.param == "no filters":
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
    return str(request.param)


def archive_of(folder: Path, *members: tarfile.TarInfo) -> Path:
    path = folder / "postgresql-16.1.0-x.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(b"x" * member.size))
    return path


def file(name: str, size: int = 1) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    return member


def link(name: str, target: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    return member


@pytest.mark.filterwarnings("ignore:Python 3.14 will, by default, filter:DeprecationWarning")
@pytest.mark.usefixtures("python")
def test_unpacks_what_is_needed(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        file("p/bin/postgres"),
        file("p/include/a.h"),
        file("p/lib/liba.a"),
        file("p/lib/liba.so.1"),
        link("p/lib/liba.so", "liba.so.1"),
    )
    folder = unpack(archive, "key", tmp_path)
    assert folder == tmp_path / "postgresql" / "postgresql-16.1.0-x-key"
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    assert names == {"bin/postgres", "lib/liba.so", "lib/liba.so.1"}
    assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.filterwarnings("ignore:Python 3.14 will, by default, filter:DeprecationWarning")
@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(
    "member",
    [file("../outside"), file("p/../../outside"), link("p/x", "/etc"), link("p/x", "../../..")],
    ids=["parent", "parent below", "absolute link", "link to a parent"],
)
def test_nothing_is_made_outside_the_folder(tmp_path: Path, member: tarfile.TarInfo) -> None:
    cache = tmp_path / "a" / "b"
    cache.mkdir(parents=True)
    archive = archive_of(tmp_path, file("p/bin/postgres"), member)
    with pytest.raises(BinariesError, match=r"the PostgreSQL binaries .* cannot be unpacked"):
        unpack(archive, "key", cache)
    assert not list(tmp_path.rglob("outside"))
    assert list((cache / "postgresql").iterdir()) == []


def test_a_damaged_archive(tmp_path: Path) -> None:
    archive = tmp_path / "postgresql-16.1.0-x.tar.gz"
    archive.write_bytes(b"no archive")
    with pytest.raises(BinariesError) as caught:
        unpack(archive, "key", tmp_path)
    assert caught.value.what == "the PostgreSQL binaries postgresql-16.1.0-x cannot be unpacked"
    assert list((tmp_path / "postgresql").iterdir()) == []


def test_is_unpacked_once(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, file("p/bin/postgres"))
    folder = unpack(archive, "key", tmp_path)
    archive.unlink()
    assert unpack(archive, "key", tmp_path) == folder
