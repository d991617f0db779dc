"""Make a first manifest from migrations or from a live database, and write its files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .audit import ledgers_of
from .catalog.read import read_snapshot
from .checks.objects import Found
from .checks.unexpected import Openness
from .errors import AuditError
from .evidence import limited, without
from .expected import described
from .families import expanded
from .first import Origin, first_files, needed, settings
from .initial import entries
from .live import private_copy, read_live
from .manifest.expectation import Expectation, Suite
from .migrations import Plan
from .migrations.errors import shown
from .model import Snapshot
from .own_tool import LAYOUT
from .prepared import prepared
from .progress import Progress
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
        place = f"{shown(Path(error.filename))}: " if error.filename else ""
        super().__init__(
            f"the manifest could not be written: {place}{error.strerror or error}",
            ways_out=("write it elsewhere: --schema-audit-expected PATH",),
        )


@dataclass(frozen=True, slots=True)
class Start:
    """What a first manifest is to be made from.

    :ivar suite: what its main file says: one that is there already, or is to be written, with the
        settings of this run over it.
    :ivar written: what the one that is there says by itself; ``None`` where there is none.
    :ivar settings: where the server comes from.
    :ivar plan: the migrations; ``None`` when there is only a live database.
    :ivar live: connection string of the live database to describe; ``None`` for the migrations.
    :ivar split: ``schema`` or ``table``.
    """

    suite: Suite
    written: Suite | None
    settings: Settings
    plan: Plan | None
    live: str | None
    split: str

    @property
    def folder(self) -> Path:
        """Where the files go; made if it is not there."""
        return self.suite.main.parent

    @property
    def standing(self) -> tuple[str, ...]:
        """Names of the files that are there."""
        return tuple(file.path.name for file in self.suite.files)


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
        aspects = wanted.suite.aspects
        found = needed(entries(conn, snapshot, aspects), aspects)
        kept = [entry for entry in found if not _left_open(wanted.suite, snapshot, entry)]
    if not kept:
        raise NothingFound(server)
    origin = _origin(wanted)
    texts = first_files(kept, snapshot, origin, wanted.split, wanted.standing)
    files = _write({wanted.folder / name: text for name, text in texts.items()})
    problems = wanted.plan.problems if wanted.plan else ()
    failing = (f"its item will fail: {problem.text}" for problem in problems)
    notes = (*_notes(snapshot), *_unsaid(wanted, snapshot, origin), *failing)
    return Started(files, server, notes)


def _left_open(suite: Suite, snapshot: Snapshot, entry: Expectation) -> bool:
    """Say whether a main file that was there leaves open what an entry is about."""
    openness = Openness(expanded(suite.ignore, snapshot), suite.allowed)
    owner = Found("table", entry.schema, "", entry.table)
    return openness.tolerates(owner) or all(map(openness.tolerates, described(entry)))


def _unsaid(wanted: Start, snapshot: Snapshot, origin: Origin) -> Iterator[str]:
    """Name the settings of this run that a main file which was there does not hold."""
    if wanted.written is None:
        return
    held, written = wanted.suite, wanted.written
    unsaid = {
        "postgres": not written.postgres or written.postgres != held.postgres,
        "aspects": not written.aspects or written.aspects != held.aspects,
    }
    for line in settings(snapshot, origin):
        if unsaid.get(line.partition(":")[0]):
            yield f"to be written into {wanted.suite.main.name}: {line.rstrip()}"


def _write(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files that are not there yet, or hold the same text: all of them or none."""
    written: list[Path] = []
    try:
        for path, text in texts.items():
            if path.is_file() and path.read_bytes() == text.encode():
                continue
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
    name, aspects = wanted.suite.database, wanted.suite.aspects
    if wanted.plan is None or wanted.plan.layout == LAYOUT:
        return Origin(name, aspects=aspects)
    path = os.path.relpath(wanted.plan.root, wanted.folder)
    return Origin(name, Path(path).as_posix(), wanted.plan.layout, aspects)


@contextmanager
def _described(wanted: Start) -> Iterator[tuple[psycopg.Connection[Any], Snapshot, str]]:
    """Yield a connection to a private database, the snapshot to describe, and where it is from."""
    plan, suite = wanted.plan, wanted.suite
    if wanted.live is not None:
        target = read_live(wanted.live, plan, suite.aspects)
        snapshot = without(target.snapshot, ledgers_of(plan) if plan else ())
        request = _request(wanted, snapshot.major)
        with private_copy(target.snapshot, lambda: provide(request)) as conn:
            yield conn, limited(snapshot, suite.schemas), target.description
        return
    if plan is None:
        raise TypeError("neither migrations nor a live database")
    with (
        provide(_request(wanted, suite.postgres)) as server,
        prepared(server, suite, plan, Progress()) as database,
    ):
        ledgers = ledgers_of(plan).union(*(one.tables for one in database.recorded))
        with psycopg.connect(database.conninfo, autocommit=True, prepare_threshold=None) as conn:
            with conn.transaction():
                snapshot = without(read_snapshot(conn, suite.aspects), ledgers)
            number = _counted(plan)
            yield conn, limited(snapshot, suite.schemas), f"{number} on {server.description}"


def _counted(plan: Plan) -> str:
    number = len(plan.migrations)
    return f"{number} migration{'' if number == 1 else 's'}"


def _request(wanted: Start, major: int | None) -> ServerRequest:
    settings = wanted.settings
    return ServerRequest(
        value=settings.server,
        major=major,
        image=wanted.suite.image or None,
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
