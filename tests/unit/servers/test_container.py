"""Containers' start and end, told by stand-ins for the engine's client."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any, cast

import docker.errors
import pytest
from testcontainers.core.container import DockerContainer

from pytest_schema_audit.servers.container import _remove, _start
from pytest_schema_audit.servers.container_errors import ContainerError


class Left:
    """A container whose removal the engine answers with a status."""

    def __init__(self, status: int) -> None:
        self._status = status
        self.asked = 0

    def remove(self, *, force: bool, v: bool) -> None:
        assert force
        assert v
        self.asked += 1
        if self._status != 204:
            response = SimpleNamespace(status_code=self._status, reason="refused", url="/x")
            raise docker.errors.APIError("", response=response)


class Engine:
    """A client that lists containers, and goes on where one has gone since it looked."""

    def __init__(self, *left: Left) -> None:
        self.containers = self
        self._left = left

    def list(self, **how: Any) -> list[Left]:
        assert how == {
            "all": True,
            "ignore_removed": True,
            "filters": {"label": "io.github.pytest-schema-audit.run=name"},
        }
        return [*self._left]


@pytest.mark.parametrize("status", [204, 404, 409], ids=["removed", "gone", "going"])
def test_a_container_that_somebody_else_removes_is_gone(status: int) -> None:
    left = Left(status), Left(204)
    _remove(Engine(*left), "name")
    assert [one.asked for one in left] == [1, 1]


def test_a_container_that_cannot_be_removed_is_told() -> None:
    with pytest.raises(ContainerError, match="500 Server Error"):
        _remove(Engine(Left(500)), "name")


def test_containers_start_one_at_a_time() -> None:
    both, together = threading.Barrier(2), []

    def start() -> None:
        try:
            both.wait(0.2)
        except threading.BrokenBarrierError:
            return
        together.append(True)

    made = cast("DockerContainer", SimpleNamespace(image="postgres", start=start))
    image = SimpleNamespace(attrs={})
    client = SimpleNamespace(images=SimpleNamespace(get=lambda _: image))
    threads = [threading.Thread(target=_start, args=(made, client)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == []
