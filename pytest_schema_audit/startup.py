"""Make a first manifest from migrations or from a live database, and write its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .catalog.read import read_snapshot
from .database import scratch_database
from .first import Origin, first_files
from .initial import entries
from .live import private_copy, read_live
from .migrations import Plan, apply
from .model import Snapshot
from .servers import ServerRequest, provide
from .values import Settings


@dataclass(frozen=True, slots=True)
class Start:
    """What a first manifest is to be made from.

    :ivar folder: where its files go; made if it is not there.
    :ivar name: name of the suite.
    :ivar settings: server, major and the rest.
    :ivar plan: the migrations; ``None`` when there is only a live database.
    :ivar live: connection string of the live database to describe; ``None`` for the migrations.
    :ivar split: ``schema`` or ``table``.
    """

    folder: Path
    name: str
    settings: Settings
    plan: Plan | None
    live: str | None
    split: str


@dataclass(frozen=True, slots=True)
class Started:
    """What was made.

    :ivar files: the files written.
    :ivar server: what they describe; safe to print.
    :ivar notes: whole sentences about what they leave open.
    """

    files: tuple[Path, ...]
    server: str
    notes: tuple[str, ...]


def start(wanted: Start) -> Started:
    """Make the files of a first manifest.

    :raises AuditError: when there is no server, a migration fails or a file cannot be written.
    """
    with _described(wanted) as (conn, snapshot, server):
        described = entries(conn, snapshot, wanted.settings.aspects or ())
        texts = first_files(described, snapshot, _origin(wanted), wanted.split)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    files = tuple(wanted.folder / name for name in texts)
    for path, text in zip(files, texts.values(), strict=True):
        # "x": whoever made the file meanwhile keeps it.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return Started(files, server, tuple(_notes(snapshot)))


def _origin(wanted: Start) -> Origin:
    if wanted.plan is None:
        return Origin(wanted.name)
    path = os.path.relpath(wanted.plan.root, wanted.folder)
    return Origin(wanted.name, Path(path).as_posix(), wanted.plan.layout)


@contextmanager
def _described(wanted: Start) -> Iterator[tuple[psycopg.Connection[Any], Snapshot, str]]:
    """Yield a connection to a private database, the snapshot to describe, and where it is from."""
    if wanted.live is not None:
        target = read_live(wanted.live)
        request = _request(wanted, target.snapshot.major)
        with private_copy(target.snapshot, lambda: provide(request)) as conn:
            yield conn, target.snapshot, target.description
        return
    plan = wanted.plan
    if plan is None:
        raise TypeError("neither migrations nor a live database")
    with (
        provide(_request(wanted, wanted.settings.postgres)) as server,
        scratch_database(server) as conninfo,
    ):
        apply(conninfo, plan)
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            with conn.transaction():
                snapshot = read_snapshot(conn)
            yield conn, snapshot, f"{len(plan.migrations)} migrations on {server.description}"


def _request(wanted: Start, major: int | None) -> ServerRequest:
    settings = wanted.settings
    return ServerRequest(
        value=settings.server,
        major=major,
        image=settings.image or None,
        download=settings.download,
        extensions=wanted.plan.extensions if wanted.plan else frozenset(),
    )


def _notes(snapshot: Snapshot) -> Iterator[str]:
    invalid = [
        f"{index.schema}.{index.table}.{index.name}"
        for indexes in snapshot.indexes.values()
        for index in indexes.values()
        if not index.valid
    ]
    if invalid:
        yield f"not valid, so its item will fail: index {', '.join(invalid)}"
