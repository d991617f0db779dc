"""A private server from programs on disk, on every major."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers import KNOWN_MAJORS, Server, ServerRequest, provide
from pytest_schema_audit.servers.binaries_errors import BinariesError
from pytest_schema_audit.servers.errors import StartError
from tests.fix_servers import OwnFolders


def setting(server: Server, name: str) -> str:
    with psycopg.connect(server.conninfo) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize("major", KNOWN_MAJORS)
def test_serves_every_known_major(major: int) -> None:
    with provide(ServerRequest("embedded", major=major, download=True)) as server:
        assert server.kind == "embedded"
        assert server.major == major
        assert setting(server, "server_version_num") == str(server.version)


def test_description_names_version_and_origin(server: Server) -> None:
    version = f"{server.major}.{server.version % 10000}"
    assert server.description.startswith(f"PostgreSQL {version}, embedded (")


def test_without_a_major_it_is_the_newest_at_hand(own_folders: OwnFolders) -> None:
    del own_folders
    with provide(ServerRequest("embedded")) as newest:
        for major in range(newest.major + 1, KNOWN_MAJORS[-1] + 1):
            with (
                pytest.raises(BinariesError),
                provide(ServerRequest("embedded", major=major)),
            ):
                pass


def test_nothing_is_left(own_folders: OwnFolders, server: Server) -> None:
    with provide(ServerRequest("embedded", major=server.major)):
        assert own_folders.processes()
        assert own_folders.left_behind()
    assert own_folders.left_behind() == []


def test_nothing_is_left_after_an_exception(own_folders: OwnFolders, server: Server) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        provide(ServerRequest("embedded", major=server.major)),
    ):
        raise ZeroDivisionError
    assert own_folders.left_behind() == []


def test_the_second_run_needs_no_initdb(own_folders: OwnFolders, server: Server) -> None:
    request = ServerRequest("embedded", major=server.major)
    with provide(request):
        (template,) = own_folders.cache.glob("templates/*.tar")
        made = template.stat().st_ino
    with provide(request) as second:
        (template,) = own_folders.cache.glob("templates/*.tar")
    assert template.stat().st_ino == made
    assert second.version == server.version


def test_two_servers_run_side_by_side(server: Server) -> None:
    request = ServerRequest("embedded", major=server.major)
    with provide(request) as one, provide(request) as other:
        assert setting(one, "data_directory") != setting(other, "data_directory")


def test_is_entered_in_one_thread_and_left_in_another(
    own_folders: OwnFolders, server: Server
) -> None:
    stack, servers = ExitStack(), list[Server]()
    request = ServerRequest("embedded", major=server.major)
    thread = threading.Thread(target=lambda: servers.append(stack.enter_context(provide(request))))
    thread.start()
    thread.join()
    assert setting(servers[0], "server_version_num") == str(server.version)
    stack.close()
    assert own_folders.left_behind() == []


def test_the_callers_environment_does_not_reach_it(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGOPTIONS", "-c timezone=Asia/Tokyo")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with provide(ServerRequest("embedded", major=server.major)) as started:
        assert setting(started, "timezone") == "UTC"
        assert setting(started, "port") == "5432"


def test_listens_on_a_private_socket_only(server: Server) -> None:
    assert setting(server, "listen_addresses") == ""
    (folder,) = {Path(setting(server, "unix_socket_directories"))}
    assert folder.stat().st_mode & 0o077 == 0


def test_one_transaction_makes_thousands_of_tables(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute(
            "DO $$BEGIN FOR i IN 1..3000 LOOP"
            " EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, x text UNIQUE)', i);"
            " END LOOP; END$$"
        )
    row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    assert row.fetchone() == (3000,)


def test_a_temporary_folder_too_long_for_a_socket(
    own_folders: OwnFolders, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = own_folders.temporary / ("x" * 100)
    long.mkdir(mode=0o755)
    monkeypatch.setenv("TMPDIR", str(long))
    with provide(ServerRequest("embedded", major=server.major)) as started:
        assert setting(started, "data_directory").startswith(str(long))
        sockets = Path(setting(started, "unix_socket_directories"))
        assert sockets.is_dir()
    assert not sockets.exists()
    assert list(long.iterdir()) == []


def test_a_temporary_folder_that_is_none(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    with (
        pytest.raises(StartError) as caught,
        provide(ServerRequest("embedded", major=server.major)),
    ):
        pass
    assert str(caught.value) == (
        "no temporary folder for the server's data directory\n"
        f"  tried: TMPDIR: {tmp_path}/missing: is no folder\n"
        "  way out: TMPDIR=/a/folder/that/can/be/written\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_temporary_folder_that_cannot_be_written(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with (
        pytest.raises(StartError, match="no temporary folder for the server's data directory"),
        provide(ServerRequest("embedded", major=server.major)),
    ):
        pass


def test_a_lacking_extension_is_named_with_ways_out(server: Server) -> None:
    request = ServerRequest(
        "embedded", major=server.major, extensions=frozenset({"pg_trgm", "no_such_extension"})
    )
    with pytest.raises(BinariesError) as caught, provide(request):
        pass
    text = str(caught.value)
    assert text.startswith(
        "the embedded server lacks what the migrations create: extension no_such_extension\n"
        "  no_such_extension: there is no no_such_extension.control\n"
        f"  tried: PostgreSQL {server.major}, embedded ("
    )
    assert "--schema-audit-server docker --schema-audit-image IMAGE" in text


def test_an_extension_at_hand_can_be_created(server: Server) -> None:
    request = ServerRequest(
        "embedded", major=server.major, extensions=frozenset({"pg_trgm", "plpgsql"})
    )
    with provide(request) as started, psycopg.connect(started.conninfo) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")


def test_a_foreign_server_in_the_usual_port_does_not_matter(server: Server) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Taken by somebody else is as good.
        with suppress(OSError):
            taken.bind(("127.0.0.1", 5432))
        with provide(ServerRequest("embedded", major=server.major)) as started:
            assert setting(started, "port") == "5432"


FOR_ANOTHER_SERVER = {
    "PGCHANNELBINDING": "require",
    "PGCLIENTENCODING": "latin1",
    "PGCONNECT_TIMEOUT": "soon",
    "PGGSSENCMODE": "require",
    "PGHOST": "db.example.com",
    "PGHOSTADDR": "127.255.255.254",
    "PGMINPROTOCOLVERSION": "3.2",
    "PGOPTIONS": "-c search_path=elsewhere",
    "PGPORT": "1",
    "PGREQUIREAUTH": "scram-sha-256",
    "PGREQUIREPEER": "somebody",
    "PGSSLCERTMODE": "require",
    "PGSSLMODE": "verify-full",
    "PGSSLNEGOTIATION": "direct",
    "PGSSLROOTCERT": "system",
    "PGTARGETSESSIONATTRS": "standby",
    "PGUSER": "somebody",
}


def test_variables_of_libpq_are_for_another_server(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in FOR_ANOTHER_SERVER.items():
        monkeypatch.setenv(name, value)
    request = ServerRequest("embedded", major=server.major, download=True)
    with (
        provide(request) as started,
        scratch_database(started) as conninfo,
        psycopg.connect(conninfo) as connection,
    ):
        row = connection.execute("SELECT current_user, current_setting('search_path')").fetchone()
        assert row == ("postgres", '"$user", public')
        assert connection.info.encoding == "utf-8"
