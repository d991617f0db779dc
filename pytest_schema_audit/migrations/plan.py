"""Values: what a migrations folder holds, and what became of it on a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Migration:
    """One step of a history: a file of SQL that its tool applies once.

    :param name: what its test item is called; unique in a plan.
    :param path: the file.
    :param version: the version as the tool records it; empty where it records the name.
    :param description: the words after the version, as the tool records them.
    """

    name: str
    path: Path
    version: str = ""
    description: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong with the folder itself: order, naming, encoding, a file that cannot run.

    :param path: the file or folder it is about.
    :param text: one sentence that names the file and says what is wrong and why it matters.
    """

    path: Path
    text: str


@dataclass(frozen=True)
class LeftOut:
    """A file of the folder that is no step of the history, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Options:
    """What a manifest says about its migrations besides path and layout.

    :param skip: code migrations that the team acknowledges: file name to reason.
    :param placeholders: values for ``${name}`` in Flyway's files.
    :param files: the list of the layout ``files``, relative to the path.
    :param schema: the schema that the tool is connected to, with its ledger; empty for its default.
    """

    skip: Mapping[str, str] = field(default_factory=dict)
    placeholders: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    schema: str = ""


@dataclass(frozen=True)
class Plan:
    """The migrations of one folder in the order in which their tool applies them.

    :param layout: a key of :data:`pytest_schema_audit.migrations.LAYOUTS`.
    :param root: the folder, or the single file.
    :param ledger: schema and table in which the tool records what it applied.
    :param extensions: extensions that the files create, for the choice of a server.
    :param problems: what is wrong with the folder; each makes a failing item.
    :param left_out: files beside the migrations that were not taken, and why.
    :param options: what the layout needs when it runs the files.
    :param steps: where a command applies the migrations, what its ledger should record then.
    :param seconds: how long that command may take.
    """

    layout: str
    root: Path
    migrations: tuple[Migration, ...]
    ledger: tuple[str, str] | None = None
    extensions: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    options: Options = Options()
    steps: tuple[Migration, ...] = ()
    seconds: float = 600.0


@dataclass(frozen=True)
class Applied:
    """A migration that ran to its end.

    :param first_xid: the first transaction id that can be its own.
    :param last_xid: the first one that cannot: the range is half open, 64 bits wide
        (``pg_snapshot_xmax(pg_current_snapshot())`` before and after, PostgreSQL manual,
        "System Information Functions").
    :param seconds: wall time, its ledger rows included.
    """

    migration: Migration
    first_xid: int
    last_xid: int
    seconds: float


@dataclass(frozen=True)
class History:
    """What was applied, in order."""

    applied: tuple[Applied, ...] = ()
