"""Values of settings: checked and converted, whether from the command line or an ini file."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from .errors import UsageError
from .kinds import ASPECTS

GRANULARITIES = ("assertion", "table")
"""What one test item stands for: an expectation, or everything about a table."""

YAML_SUFFIXES = (".yaml", ".yml")
"""What the name of a manifest file ends in."""

SERVERS = ("auto", "embedded", "docker", "postgresql://…", "env:NAME")
"""Where PostgreSQL can come from."""


@dataclass(frozen=True, slots=True)
class Command:
    """One of the team's own commands, run against the audited database.

    :ivar name: what its item is called.
    :ivar text: what the shell is given.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options and the ini file ask for; ``None`` or empty where they leave it open.

    :ivar expected: where manifests are, absolute.
    :ivar migrations: the migrations to apply instead of the manifest's, absolute.
    :ivar layout: name of their layout.
    :ivar apply: command of the team's own tool that applies the migrations.
    :ivar server: where PostgreSQL comes from, one of :data:`SERVERS`; may hold a password.
    :ivar postgres: the PostgreSQL major.
    :ivar image: the Docker image.
    :ivar download: whether pinned server binaries may be downloaded.
    :ivar aspects: aspects to switch on instead of the manifest's.
    :ivar granularity: one of :data:`GRANULARITIES`.
    :ivar report: the Markdown file to write, absolute.
    :ivar checks: the team's own commands.
    :ivar checks_timeout: seconds each of them may take.
    :ivar root: the project's folder, where commands run.
    :ivar live: connection string of the live database to audit; may hold a password.
    :ivar live_shown: how that database was named, safe to print; empty without one.
    """

    expected: tuple[Path, ...]
    migrations: Path | None
    layout: str
    apply: str
    server: str
    postgres: int | None
    image: str
    download: bool
    aspects: tuple[str, ...] | None
    granularity: str
    report: Path | None
    checks: tuple[Command, ...]
    checks_timeout: float
    live: str | None = None
    live_shown: str = ""
    root: Path = Path()

    def __repr__(self) -> str:
        """Name the class alone: a server URL may hold a password."""
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was given.

    :ivar label: the option or ini key as the user wrote it.
    :ivar folder: what its relative paths are relative to.
    """

    label: str
    folder: Path

    def absolute(self, path: str) -> Path:
        """Make a path absolute; symbolic links stay, as in the paths that pytest compares."""
        return Path(os.path.abspath(self.folder / path))  # noqa: PTH100

    def wrong(self, value: object, valid: str) -> UsageError:
        """Name a wrong value and the valid ones."""
        return UsageError(f"{self.label}: {value!r} is not valid; use {valid}")


Raw: TypeAlias = str | int | float | bool | Sequence[str | Path]
"""A value as argparse or pytest's ini reader gives it."""

Reader: TypeAlias = Callable[[Raw, Origin], object]


def _texts(raw: Raw) -> tuple[str, ...]:
    return (str(raw),) if isinstance(raw, str | int | float) else tuple(map(str, raw))


def read_text(raw: Raw, origin: Origin) -> str:
    """Take a text as it is, without blanks around it."""
    return str(raw).strip()


def read_flag(raw: Raw, origin: Origin) -> bool:
    """Take what argparse or pytest's ``bool`` already converted."""
    return bool(raw)


def read_path(raw: Raw, origin: Origin) -> Path | None:
    """Take a path, relative to where it was given; an empty one is none."""
    return origin.absolute(str(raw)) if raw else None


def read_paths(raw: Raw, origin: Origin) -> tuple[Path, ...]:
    """Take several paths, none of them empty."""
    given = _texts(raw)
    if not all(given):
        raise origin.wrong("", "the path of a folder or of a YAML file")
    return tuple(origin.absolute(path) for path in given)


def read_file_to_write(raw: Raw, origin: Origin) -> Path | None:
    """Take the path of a file that need not exist yet."""
    path = read_path(raw, origin)
    if path is not None and path.is_dir():
        raise origin.wrong(str(raw), "the path of a file to write: this is a folder")
    return path


def read_server(raw: Raw, origin: Origin) -> str:
    """Take one of :data:`SERVERS`."""
    value = str(raw).strip()
    variable = value.startswith("env:") and len(value) > len("env:")
    if value in SERVERS[:3] or variable or value.startswith(("postgresql://", "postgres://")):
        return value
    from .servers.redact import redact

    # What looks like a URL may hold a password, which no message may show.
    shown = f"{value.split('://')[0]}://…" if "://" in value else redact(value)
    raise origin.wrong(shown, _listed(SERVERS))


def read_major(raw: Raw, origin: Origin) -> int | None:
    """Take a PostgreSQL major that the audit knows; an empty text is none."""
    from .servers.protocol import KNOWN_MAJORS

    value = str(raw).strip()
    if not value:
        return None
    if value not in map(str, KNOWN_MAJORS):
        raise origin.wrong(value, f"a PostgreSQL major: {_listed(map(str, KNOWN_MAJORS))}")
    return int(value)


def read_layout(raw: Raw, origin: Origin) -> str:
    """Take the name of a layout of migrations folders; an empty one leaves it open."""
    from .migrations import LAYOUTS

    name = str(raw).strip()
    if name and name not in LAYOUTS:
        raise origin.wrong(name, f"{_listed(sorted(LAYOUTS))}{_meant(name, LAYOUTS)}")
    return name


def read_aspects(raw: Raw, origin: Origin) -> tuple[str, ...]:
    """Take names of aspects, separated by commas; ``all`` stands for every one."""
    names = tuple(filter(None, (part.strip() for part in ",".join(_texts(raw)).split(","))))
    for name in names:
        if name not in {*ASPECTS, "all"}:
            raise origin.wrong(name, f"{_listed((*ASPECTS, 'all'))}{_meant(name, ASPECTS)}")
    return ASPECTS if "all" in names else names


def read_granularity(raw: Raw, origin: Origin) -> str:
    """Take one of :data:`GRANULARITIES`."""
    name = str(raw).strip()
    if name not in GRANULARITIES:
        raise origin.wrong(name, _listed(GRANULARITIES))
    return name


def read_commands(raw: Raw, origin: Origin) -> tuple[Command, ...]:
    """Take lines ``name: command``; a name is one word and stands once."""
    commands: dict[str, Command] = {}
    for line in _texts(raw):
        name, separator, text = (part.strip() for part in line.partition(":"))
        if not (separator and name and text) or any(map(str.isspace, name)):
            raise origin.wrong(line, "lines of the form `name: command`, the name without spaces")
        if name in commands:
            raise origin.wrong(name, "each name once: it is already taken by another command")
        commands[name] = Command(name, text)
    return tuple(commands.values())


def read_seconds(raw: Raw, origin: Origin) -> float:
    """Take a length of time in seconds, more than none."""
    seconds = float(str(raw))
    if not 0 < seconds < float("inf"):
        raise origin.wrong(seconds, "a number of seconds above 0")
    return seconds


def _listed(names: Iterable[str]) -> str:
    return " | ".join(names)


def _meant(name: str, valid: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(valid), n=1)
    return f" (did you mean {close[0]}?)" if close else ""
