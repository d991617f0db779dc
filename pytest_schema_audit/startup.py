"""Make a first manifest from migrations or from a live database, and write its files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .audit import applied_by, ledgers_of, named_in
from .catalog.read import read_snapshot
from .database import scratch_database
from .errors import AuditError
from .evidence import without
from .first import Origin, first_files
from .initial import entries
from .live import private_copy, read_live
from .migrations import Plan
from .model import Snapshot
from .own_tool import LAYOUT
from .servers import ServerRequest, provide
from .values import Settings


class NothingFound(AuditError):  # noqa: N818 - named for what a user sees
    """A database that holds nothing to describe.

    :param server: what was looked at; safe to print.
    """

    def __init__(self, server: str) -> None:
        super().__init__(
            "there is nothing that a manifest could describe",
            why=f"no table, enum or sequence of the user's in what was found: {server}",
            ways_out=(
                "see that these are the right migrations: --schema-audit-migrations PATH",
                "or the right database: --schema-audit-live URL",
            ),
        )


class NotWritten(AuditError):  # noqa: N818 - named for what a user sees
    """A file that could not be written; none was left behind.

    :param error: why.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"the manifest could not be written: {error}",
            ways_out=("write it elsewhere: --schema-audit-expected PATH",),
        )


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
    if not described:
        raise NothingFound(server)
    texts = first_files(described, snapshot, _origin(wanted), wanted.split)
    files = _write({wanted.folder / name: text for name, text in texts.items()})
    problems = wanted.plan.problems if wanted.plan else ()
    failing = (f"its item will fail: {problem.text}" for problem in problems)
    return Started(files, server, (*_notes(snapshot), *failing))


def _write(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files that are not there yet: all of them or none."""
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x": whoever made the file meanwhile keeps it.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink()
        raise NotWritten(error) from error
    return tuple(written)


def _origin(wanted: Start) -> Origin:
    aspects = wanted.settings.aspects or ()
    if wanted.plan is None or wanted.plan.layout == LAYOUT:
        return Origin(wanted.name, aspects=aspects)
    path = os.path.relpath(wanted.plan.root, wanted.folder)
    return Origin(wanted.name, Path(path).as_posix(), wanted.plan.layout, aspects)


@contextmanager
def _described(wanted: Start) -> Iterator[tuple[psycopg.Connection[Any], Snapshot, str]]:
    """Yield a connection to a private database, the snapshot to describe, and where it is from."""
    plan = wanted.plan
    if wanted.live is not None:
        target = read_live(wanted.live, plan)
        snapshot = without(target.snapshot, ledgers_of(plan) if plan else ())
        request = _request(wanted, snapshot.major)
        with private_copy(target.snapshot, lambda: provide(request)) as conn:
            yield conn, snapshot, target.description
        return
    if plan is None:
        raise TypeError("neither migrations nor a live database")
    with (
        provide(_request(wanted, wanted.settings.postgres)) as server,
        scratch_database(server, made_role=named_in(plan)) as conninfo,
    ):
        _, recorded = applied_by(plan, conninfo)
        ledgers = ledgers_of(plan) | {one.ledger for one in recorded}
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            with conn.transaction():
                snapshot = without(read_snapshot(conn), ledgers)
            number = _counted(plan)
            yield conn, snapshot, f"{number} on {server.description}"


def _counted(plan: Plan) -> str:
    number = len(plan.migrations)
    return f"{number} migration{'' if number == 1 else 's'}"


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
