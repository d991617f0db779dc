"""An existing server, by URL: nothing is started, so nothing is stopped."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping

import psycopg
from psycopg.conninfo import conninfo_to_dict

from ..errors import UsageError
from .errors import UrlError
from .protocol import OLDEST_MAJOR, Server, ServerRequest
from .redact import connection_shown, redact_connection

SCHEMES = ("postgresql", "postgres")
_CONNECT_SECONDS = 10
_SCHEME = re.compile(r"[\w+.-]+")
_QUERY = re.compile(r"\?(?=\w+=)")

UNREACHABLE = (psycopg.Error, UnicodeError)
"""What connecting raises: a host's name may be none that can be looked up, a text none of UTF-8."""

# Parameters that Prisma reads from the same URL and libpq refuses.
_PRISMA_PARAMETERS = {
    "schema",
    "connection_limit",
    "pool_timeout",
    "pgbouncer",
    "socket_timeout",
    "statement_cache_size",
    "sslaccept",
    "sslidentity",
}


def connection_url(value: str, *, option: str) -> str:
    """The libpq connection string that an option's value stands for.

    ``env:NAME`` is read from the environment. Parameters that only Prisma knows are left out.

    :param value: ``postgresql://…``, ``postgres://…``, ``key=value …`` (documentation: "Connection
        Strings") or ``env:NAME``.
    :param option: the option's name, for the message.
    :raises UsageError: the variable is not set, or the value is no PostgreSQL URL.
    """
    url, shown = value, option
    if value.startswith("env:"):
        name = value.removeprefix("env:")
        url, shown = os.environ.get(name, ""), f"{option} env:{name}"
        if not url:
            # It may be the URL itself that stands there.
            said = connection_shown(name)
            raise UsageError(
                f"{option}: the environment variable {said or '(no name)'} is not set",
                ways_out=[f"export {said or 'NAME'}=postgresql://user:password@host:5432/database"],
            )
    scheme, separator, _ = url.partition("://")
    if scheme not in SCHEMES and "=" in scheme:
        return url
    if scheme not in SCHEMES:
        raise UsageError(
            f"{shown}: not a PostgreSQL URL",
            why=f"It begins with {scheme}://" if separator and _SCHEME.fullmatch(scheme) else "",
            ways_out=["postgresql://user:password@host:5432/database"],
        )
    if _is_ambiguous(url):
        raise UsageError(
            f"{shown}: it cannot be told where the password ends",
            why="An @, / or ? of a password is written %40, %2F or %3F in a URL.",
            ways_out=["postgresql://user:pass%40word@host:5432/database"],
        )
    return _without_prisma(url)


def _is_ambiguous(url: str) -> bool:
    """Say whether libpq would take a part of the password for a host, and say it."""
    address = _QUERY.split(url.partition("://")[2], maxsplit=1)[0]
    return address.count("@") > 1 or "@" in address.partition("/")[2]


def _without_prisma(url: str) -> str:
    # The rest stays as it is spelled: libpq decodes it, by rules a little of its own.
    address, _, query = url.partition("?")
    pairs = [pair for pair in query.split("&") if pair.partition("=")[0] not in _PRISMA_PARAMETERS]
    kept = "&".join(filter(None, pairs))
    return f"{address}?{kept}" if kept else address


@contextlib.contextmanager
def by_url(request: ServerRequest) -> Iterator[Server]:
    """Use the server that ``request.value`` names.

    :param request: its value is a URL or ``env:NAME``.
    :raises UsageError: the value is no PostgreSQL URL.
    :raises UrlError: no connection, or the server is older than all the audit knows, or of
        another major than the one wanted.
    """
    url = connection_url(request.value, option="--schema-audit-server")
    connection = connect(url)
    with connection:
        version = connection.info.server_version
        text = connection.info.parameter_status("server_version") or ""
        shown = _shown(connection)
    connection.close()
    if version // 10000 < OLDEST_MAJOR:
        raise UrlError.too_old(shown, text)
    if request.major not in {None, version // 10000}:
        raise UrlError.other_major(shown, text.split()[0], request.major or 0)
    yield Server("url", version, url, f"PostgreSQL {text.split()[0]}, {shown}")


def connect(url: str) -> psycopg.Connection:
    """Connect to the maintenance database of a server, in autocommit mode.

    :param url: libpq URL; a connection timeout is added unless it has one.
    :raises UrlError: no connection; no password is in the text.
    """
    try:
        parameters = conninfo_to_dict(url)
    except UNREACHABLE as error:
        text = redact_connection(str(error).strip(), url)
        raise UrlError.unreachable("behind the URL", text) from None
    parameters.setdefault("connect_timeout", _CONNECT_SECONDS)
    try:
        return psycopg.connect(autocommit=True, **parameters)  # type: ignore[arg-type]
    except UNREACHABLE as error:
        text = redact_connection(str(error).strip(), url)
        shown = redact_connection(_address(parameters), url)
        raise UrlError.unreachable(shown, text) from None


def _shown(connection: psycopg.Connection) -> str:
    info = connection.info
    return _address({"host": info.host, "port": info.port, "user": info.user})


def _address(parameters: Mapping[str, object]) -> str:
    host, port = parameters.get("host") or "localhost", parameters.get("port") or 5432
    user = f" as {parameters['user']}" if parameters.get("user") else ""
    return f"{host}:{port}{user}"
