"""A private server in a container of a real Docker engine."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.servers import KNOWN_MAJORS, ServerRequest, provide
from pytest_schema_audit.servers.container import _conninfo
from pytest_schema_audit.servers.container_errors import ContainerError

pytestmark = pytest.mark.docker

_LABEL = "io.github.pytest-schema-audit.run"

Build = Callable[[str], str]


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """A client of the Docker engine; skips where none is reachable."""
    import docker

    try:
        client = docker.from_env()
    except docker.errors.DockerException as error:
        pytest.skip(f"no Docker engine: {error}")
    try:
        yield client
    finally:
        client.close()


@pytest.fixture(scope="module")
def major(engine: Any) -> int:
    """The newest major that the engine has an image of."""
    tags = {tag for image in engine.images.list("postgres") for tag in image.tags}
    known = [each for each in reversed(KNOWN_MAJORS) if f"postgres:{each}" in tags]
    if not known:
        pytest.skip("the Docker engine has no image postgres:<major>")
    return known[0]


@pytest.fixture
def build(engine: Any, major: int) -> Iterator[Build]:
    """Make an image over the one of PostgreSQL, from further lines of a Dockerfile."""
    made: list[str] = []

    def make(lines: str) -> str:
        tag = f"schema-audit-test:{len(made)}"
        content = f"FROM postgres:{major}\n{lines}\n".encode()
        context = io.BytesIO()
        with tarfile.open(fileobj=context, mode="w") as archive:
            member = tarfile.TarInfo("Dockerfile")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        context.seek(0)
        engine.images.build(fileobj=context, custom_context=True, tag=tag, rm=True)
        made.append(tag)
        return tag

    yield make
    for tag in made:
        engine.images.remove(tag, force=True)


def ours(engine: Any) -> list[Any]:
    return list(engine.containers.list(all=True, filters={"label": _LABEL}))


def failure(request: ServerRequest) -> ContainerError:
    with pytest.raises(ContainerError) as caught, provide(request):
        pass
    return caught.value


@pytest.mark.parametrize("wanted", KNOWN_MAJORS)
def test_serves_every_known_major(wanted: int, engine: Any) -> None:
    import docker

    try:
        engine.images.get(f"postgres:{wanted}")
    except docker.errors.ImageNotFound:
        pytest.skip(f"the Docker engine has no image postgres:{wanted}")
    with provide(ServerRequest("docker", major=wanted)) as server:
        assert server.kind == "docker"
        assert server.major == wanted
        version = f"{wanted}.{server.version % 10000}"
        assert server.description == f"PostgreSQL {version}, docker postgres:{wanted}"
        with scratch_database(server) as conninfo, psycopg.connect(conninfo) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
    assert ours(engine) == []


def test_keeps_its_data_in_memory(engine: Any, major: int) -> None:
    with (
        provide(ServerRequest("docker", major=major)) as server,
        psycopg.connect(server.conninfo) as connection,
    ):
        row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        (container,) = ours(engine)
        folders = container.attrs["HostConfig"]["Tmpfs"]
        assert any(row[0].startswith(f"{folder}/") for folder in folders)


def test_leaves_no_container_and_no_volume(engine: Any, major: int) -> None:
    volumes = {volume.id for volume in engine.volumes.list()}
    with pytest.raises(ZeroDivisionError), provide(ServerRequest("docker", major=major)):
        raise ZeroDivisionError
    assert ours(engine) == []
    assert {volume.id for volume in engine.volumes.list()} == volumes


def test_no_password_is_shown(engine: Any, major: int) -> None:
    del engine
    with provide(ServerRequest("docker", major=major)) as server:
        password = str(psycopg.conninfo.conninfo_to_dict(server.conninfo)["password"])
        assert len(password) > 20
        assert password not in repr(server)


def test_auto_goes_to_docker_for_an_extension(engine: Any, major: int) -> None:
    del engine
    request = ServerRequest("auto", major=major, extensions=frozenset({"no_such_extension"}))
    with provide(request) as server:
        assert server.kind == "docker"
        assert "no_such_extension" in server.reason or "no server binaries" in server.reason


def test_auto_goes_to_docker_for_an_image(build: Build, major: int) -> None:
    image = build("LABEL a=b")
    with provide(ServerRequest("auto", image=image)) as server:
        assert server.kind == "docker"
        assert server.major == major
        assert server.reason == "auto: an image is named"


def test_a_container_that_dies_is_told_with_its_log(build: Build, engine: Any) -> None:
    image = build('ENTRYPOINT ["sh", "-c", "echo secret=$POSTGRES_PASSWORD; echo gone; exit 3"]')
    assert str(failure(ServerRequest("docker", image=image))) == (
        f"the container of the image {image} ended while it was starting\n"
        "  secret=***\n"
        "  gone\n"
        "  way out: another image: --schema-audit-image IMAGE\n"
        "           server binaries without Docker: --schema-audit-server embedded"
    )
    assert ours(engine) == []


def test_a_container_that_dies_between_two_looks_at_it(
    build: Build, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_its_end(made: Any, password: str) -> str:
        made.get_wrapped_container().wait()
        return _conninfo(made, password)

    monkeypatch.setattr("pytest_schema_audit.servers.container._conninfo", after_its_end)
    image = build('ENTRYPOINT ["sh", "-c", "sleep 1; echo gone; exit 3"]')
    error = failure(ServerRequest("docker", image=image))
    assert str(error) == str(ContainerError.died(image, "gone"))
    assert ours(engine) == []


def test_a_server_that_refuses_its_settings_is_told_with_its_log(build: Build, engine: Any) -> None:
    image = build('CMD ["postgres", "-c", "nonsense=1"]')
    text = str(failure(ServerRequest("docker", image=image)))
    assert 'unrecognized configuration parameter "nonsense"' in text
    assert ours(engine) == []


def test_a_container_that_does_not_serve(
    build: Build, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytest_schema_audit.servers.container._START_SECONDS", 2.0)
    image = build('ENTRYPOINT ["sleep", "60"]')
    error = failure(ServerRequest("docker", image=image))
    assert error.what == f"the container of the image {image} took no connection within 2 seconds"
    assert ours(engine) == []


def test_an_image_that_is_not_there(engine: Any) -> None:
    error = failure(ServerRequest("docker", image="localhost:1/nothing:here"))
    assert error.what == "no container of the image localhost:1/nothing:here can be started"
    assert error.why
    assert ours(engine) == []


def test_an_image_of_another_major(major: int, engine: Any) -> None:
    other = next(each for each in KNOWN_MAJORS if each != major)
    request = ServerRequest("docker", major=other, image=f"postgres:{major}")
    assert str(failure(request)) == (
        f"the image postgres:{major} holds PostgreSQL {major}, wanted is {other}\n"
        f"  way out: --schema-audit-postgres {major}\n"
        f"           an image of PostgreSQL {other}: --schema-audit-image IMAGE"
    )
    assert ours(engine) == []


def test_a_cleaner_that_cannot_be_had(
    engine: Any, major: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from testcontainers.core.config import testcontainers_config

    monkeypatch.setattr(testcontainers_config, "ryuk_disabled", False)
    monkeypatch.setattr(
        type(testcontainers_config), "ryuk_image", "localhost:1/testcontainers/ryuk:none"
    )
    error = failure(ServerRequest("docker", major=major))
    assert error.what == "testcontainers' cleaner (Ryuk) cannot be started"
    assert error.ways_out[0].startswith("TESTCONTAINERS_RYUK_DISABLED=true")
    assert ours(engine) == []


_HOLD = """
import signal, sys, time
from pytest_schema_audit.servers import ServerRequest, provide

def terminated(*_):
    raise SystemExit(143)

signal.signal(signal.SIGTERM, terminated)
# A shell's background job, and so its children, ignore the interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
with provide(ServerRequest("docker", major=int(sys.argv[1]))):
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(major: int) -> Iterator[subprocess.Popen[str]]:
    """A process that has a container."""
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(major)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_after(
    number: signal.Signals, holder: subprocess.Popen[str], engine: Any
) -> None:
    assert len(ours(engine)) == 1
    holder.send_signal(number)
    holder.wait(30)
    assert ours(engine) == []


def test_the_next_run_removes_what_a_killed_one_left(
    holder: subprocess.Popen[str], engine: Any, major: int
) -> None:
    holder.kill()
    holder.wait(30)
    assert len(ours(engine)) == 1
    with provide(ServerRequest("docker", major=major)):
        assert len(ours(engine)) == 1
    assert ours(engine) == []


def test_a_living_run_is_left_alone(holder: subprocess.Popen[str], engine: Any, major: int) -> None:
    with provide(ServerRequest("docker", major=major)):
        assert len(ours(engine)) == 2
    assert len(ours(engine)) == 1
    assert holder.poll() is None
