"""A private server in a Docker container.

testcontainers and the Docker client are imported here and nowhere else, and only when a
container is wanted.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import docker.errors
import psycopg
from psycopg.conninfo import make_conninfo
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import get_docker_host

from .account import Account
from .cache import cache_folder
from .container_errors import ContainerError
from .protocol import NEWEST_MAJOR, OLDEST_MAJOR, Server, ServerRequest
from .records import abandoned, new_name, record
from .redact import redact
from .variables import overruling

_RECORDS = "containers"
_LABEL = "io.github.pytest-schema-audit.run"
_START_SECONDS = 60.0
_POLL_SECONDS = 0.02
_LOG_LINES = 30
_STARTING = threading.Lock()
"""testcontainers starts its one cleaner with the first container, whichever thread's that is."""

_PORT = 5432

# A place of our own in memory, whatever the image's version thinks of the data directory.
_MEMORY = "/var/lib/schema-audit"
_INITDB = "--no-sync --locale=C --encoding=UTF8"
_SETTINGS = {
    "max_locks_per_transaction": "1024",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "jit": "off",
}


@contextlib.contextmanager
def container(request: ServerRequest) -> Iterator[Server]:
    """Start a container with a server; remove it and its volumes at the end.

    :param request: major and image.
    :raises ContainerError: no engine, no image, or a container that does not serve.
    """
    image = request.image or f"postgres:{request.major or NEWEST_MAJOR}"
    password = secrets.token_urlsafe(18)
    with contextlib.ExitStack() as stack:
        with _engine_errors(image, password):
            made = _started(image, password, stack)
            server = _serve(made, image, password)
            _check_major(server, request, image)
        yield server


def _started(image: str, password: str, stack: contextlib.ExitStack) -> DockerContainer:
    _check_socket()
    name = new_name()
    made = _configured(image, password, name)
    client = made.get_docker_client().client
    stack.callback(client.close)
    records = cache_folder(Account.current()) / _RECORDS
    for abandoned_name, _ in abandoned(records):
        _remove(client, abandoned_name)
    stack.enter_context(record(records, name, [image]))
    stack.callback(_remove, client, name)
    _start(made, client)
    return made


def _check_socket() -> None:
    """Look at the engine's Unix socket before the Docker client does, which leaves it open."""
    address = urlsplit(get_docker_host() or "unix:///var/run/docker.sock")
    if address.scheme != "unix":
        return
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(address.path)
        except OSError as error:
            raise ContainerError.no_engine(f"{address.path}: {error.strerror}") from error


def _configured(image: str, password: str, name: str) -> DockerContainer:
    made = DockerContainer(image).with_exposed_ports(_PORT)
    made.with_envs(
        POSTGRES_USER="postgres",
        POSTGRES_PASSWORD=password,
        POSTGRES_DB="postgres",
        POSTGRES_INITDB_ARGS=_INITDB,
        PGDATA=f"{_MEMORY}/data",
    )
    made.with_tmpfs_mount(_MEMORY)
    return made.with_kwargs(labels={_LABEL: name})


def _start(made: DockerContainer, client: Any) -> None:
    try:
        image = client.images.get(made.image)
    except docker.errors.ImageNotFound:
        image = client.images.pull(made.image)
    command = (image.attrs.get("Config") or {}).get("Cmd")
    if command == ["postgres"]:
        options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        made.with_command([*command, *options])
    with _STARTING:
        made.start()


def _serve(made: DockerContainer, image: str, password: str) -> Server:
    """Wait until the container answers a connection; a container that died is told at once."""
    wrapped = made.get_wrapped_container()
    deadline = time.monotonic() + _START_SECONDS
    refusal = ""
    while time.monotonic() < deadline:
        wrapped.reload()
        if wrapped.status in {"exited", "dead"}:
            raise ContainerError.died(image, _log(wrapped, password))
        try:
            conninfo = _conninfo(made, password)
            with psycopg.connect(conninfo, autocommit=True) as connection:
                return _server(connection, image, conninfo)
        # OSError: what has just ended has no port any more; the next look tells that it did.
        except (psycopg.OperationalError, OSError) as error:
            refusal = redact(str(error).strip(), password)
        time.sleep(_POLL_SECONDS)
    raise ContainerError.silent(image, _START_SECONDS, refusal, _log(wrapped, password))


def _conninfo(made: DockerContainer, password: str) -> str:
    parameters: dict[str, Any] = {
        **overruling(),
        "host": made.get_container_host_ip(),
        "port": made.get_exposed_port(_PORT),
        "user": "postgres",
        "password": password,
        "dbname": "postgres",
        "connect_timeout": 5,
    }
    return make_conninfo(**parameters)


def _server(connection: psycopg.Connection, image: str, conninfo: str) -> Server:
    version = connection.info.server_version
    description = f"PostgreSQL {version // 10000}.{version % 10000}, docker {image}"
    return Server("docker", version, conninfo, description)


def _check_major(server: Server, request: ServerRequest, image: str) -> None:
    if server.major < OLDEST_MAJOR or request.major not in {None, server.major}:
        raise ContainerError.other_major(image, server.major, request.major)


def _log(wrapped: Any, password: str) -> str:
    return redact(wrapped.logs(tail=_LOG_LINES).decode(errors="replace"), password)


def _remove(client: Any, name: str) -> None:
    """Remove the containers of a run, and their volumes."""
    try:
        label = {"label": f"{_LABEL}={name}"}
        # testcontainers' cleaner may be removing it, too: gone, or on its way (409 Conflict).
        for left in client.containers.list(all=True, ignore_removed=True, filters=label):
            try:
                left.remove(force=True, v=True)
            except docker.errors.APIError as error:
                if error.status_code not in {404, 409}:
                    raise
    except (docker.errors.DockerException, OSError) as error:
        raise ContainerError.not_removed(f"{_LABEL}={name}", str(error)) from error


@contextlib.contextmanager
def _engine_errors(image: str, password: str) -> Iterator[None]:
    """Tell the Docker client's errors in words of ours, without the password."""
    try:
        yield
    except docker.errors.APIError as error:
        explanation = redact(str(error.explanation or error), password)
        # Only the address of the request tells which image could not be had.
        if "ryuk" in str(error):
            raise ContainerError.no_cleaner(explanation) from None
        raise ContainerError.refused(image, explanation) from None
    except docker.errors.DockerException as error:
        raise ContainerError.no_engine(redact(str(error), password)) from None
    except (TimeoutError, RuntimeError, OSError) as error:
        raise ContainerError.refused(image, redact(str(error), password)) from None
