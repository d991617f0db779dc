"""An existing server, by URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.errors import UsageError
from pytest_schema_audit.servers import KNOWN_MAJORS, Server, ServerRequest, provide
from pytest_schema_audit.servers.errors import UrlError

PASSWORD = "s3cr:t/@"
QUOTED = "s3cr%3At%2F%40"


@pytest.fixture
def socket_folder(server: Server) -> str:
    return str(conninfo_to_dict(server.conninfo)["host"])


@pytest.fixture
def url(socket_folder: str) -> str:
    return f"postgresql://postgres@/postgres?host={socket_folder}"


@pytest.fixture
def password_url(server: Server, socket_folder: str) -> Iterator[str]:
    """The URL of a role that must give its password and may not create databases."""
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        row = connection.execute("SHOW hba_file").fetchone()
        assert row is not None
        rules = Path(row[0])
        before = rules.read_text("ascii")
        secret = sql.Literal(PASSWORD)
        connection.execute(sql.SQL("CREATE ROLE guest LOGIN PASSWORD {}").format(secret))
        rules.write_text("local all guest scram-sha-256\n" + before, "ascii")
        connection.execute("SELECT pg_reload_conf()")
        try:
            yield f"postgresql://guest:{QUOTED}@/postgres?host={socket_folder}"
        finally:
            rules.write_text(before, "ascii")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP ROLE guest")


def test_server_of_another_major(url: str, server: Server, socket_folder: str) -> None:
    other = next(major for major in KNOWN_MAJORS if major != server.major)
    with pytest.raises(UrlError) as caught, provide(ServerRequest(url, major=other)):
        pass
    version = f"{server.major}.{server.version % 10000}"
    assert str(caught.value) == (
        f"the server {socket_folder}:5432 as postgres is PostgreSQL {version}, and the audit is"
        f" asked for {other}\n"
        "  Each major prints definitions in its own form, and takes other statements.\n"
        f"  way out: a URL of a server of PostgreSQL {other}\n"
        f"           `postgres: {server.major}` in the manifest, or"
        f" --schema-audit-postgres={server.major}\n"
        "           server binaries without Docker: --schema-audit-server embedded"
    )


def test_serves(url: str, server: Server, socket_folder: str) -> None:
    with provide(ServerRequest(url)) as given:
        assert given.kind == "url"
        assert given.version == server.version
        version = f"{server.major}.{server.version % 10000}"
        assert given.description == f"PostgreSQL {version}, {socket_folder}:5432 as postgres"


def test_is_read_from_the_environment(
    url: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_URL", url)
    with provide(ServerRequest("env:AUDIT_URL")) as given:
        assert given.version == server.version


def test_takes_the_url_that_prisma_takes(url: str, server: Server) -> None:
    with provide(ServerRequest(f"{url}&schema=public&connection_limit=5")) as given:
        assert given.version == server.version


def test_an_unset_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDIT_URL", raising=False)
    with pytest.raises(UsageError) as caught, provide(ServerRequest("env:AUDIT_URL")):
        pass
    assert str(caught.value) == (
        "--schema-audit-server: the environment variable AUDIT_URL is not set\n"
        "  way out: export AUDIT_URL=postgresql://user:password@host:5432/database"
    )


def test_a_variable_with_another_kind_of_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_URL", f"mysql://root:{QUOTED}@db/app")
    with pytest.raises(UsageError) as caught, provide(ServerRequest("env:AUDIT_URL")):
        pass
    assert str(caught.value) == (
        "--schema-audit-server env:AUDIT_URL: not a PostgreSQL URL\n"
        "  It begins with mysql://\n"
        "  way out: postgresql://user:password@host:5432/database"
    )


def test_nobody_listens(tmp_path: Path) -> None:
    url = f"postgresql://app:{QUOTED}@/app?host={tmp_path}"
    with pytest.raises(UrlError) as caught, provide(ServerRequest(url)):
        pass
    text = str(caught.value)
    assert text.startswith(f"no connection to the server {tmp_path}:5432 as app\n")
    assert "No such file or directory" in text
    assert PASSWORD not in text
    assert QUOTED not in text


def test_a_parameter_that_libpq_does_not_know() -> None:
    url = f"postgresql://app:{QUOTED}@db/app?colour=red"
    with pytest.raises(UrlError) as caught, provide(ServerRequest(url)):
        pass
    text = str(caught.value)
    assert 'invalid URI query parameter: "colour"' in text
    assert PASSWORD not in text
    assert QUOTED not in text


def test_a_wrong_password(password_url: str) -> None:
    with (
        pytest.raises(UrlError) as caught,
        provide(ServerRequest(password_url.replace(QUOTED, "wrong-one"))),
    ):
        pass
    text = str(caught.value)
    assert 'password authentication failed for user "guest"' in text
    assert "wrong-one" not in text


def test_no_password_is_in_a_server_s_repr(password_url: str) -> None:
    with provide(ServerRequest(password_url)) as given:
        assert PASSWORD not in repr(given)
        assert QUOTED not in repr(given)
        assert "password" not in repr(given)


def test_a_role_that_may_not_create_databases(password_url: str) -> None:
    with (
        provide(ServerRequest(password_url)) as given,
        pytest.raises(Exception) as caught,  # noqa: PT011
        scratch_database(given),
    ):
        pass
    text = str(caught.value)
    assert text.startswith(f"no scratch database can be created on {given.description}\n")
    assert "permission denied to create database" in text
    assert "ALTER ROLE … CREATEDB for the user of the URL" in text
    assert PASSWORD not in text
