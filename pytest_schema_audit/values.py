"""Values of settings: checked and converted, whether from the command line or an ini file."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from .errors import UsageError
from .kinds import ASPECTS
from .majors import KNOWN_MAJORS

GRANULARITIES = ("assertion", "table")
"""What one test item stands for: an expectation, or everything about a table."""

COMMAND = "COMMAND"
"""Stands in every text for a command of the team's own: it may hold a password anywhere."""

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
    :ivar apply_timeout: seconds it may take.
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
    :ivar prove: kinds of drift to make on a copy of the database; empty for all that the manifest
        covers, ``None`` for none.
    :ivar live: connection string of the live database to audit; may hold a password.
    :ivar live_shown: how that database was named, safe to print; empty without one.
    :ivar repeated: options of the command line that a command to paste repeats, safe to print.
    :ivar stand_ins: what stands in such a command for values that may be secret.
    """

    expected: tuple[Path, ...]
    migrations: Path | None
    layout: str
    apply: str
    apply_timeout: float
    server: str
    postgres: int | None
    image: str
    download: bool
    aspects: tuple[str, ...] | None
    granularity: str
    report: Path | None
    checks: tuple[Command, ...]
    checks_timeout: float
    prove: tuple[str, ...] | None = None
    live: str | None = None
    live_shown: str = ""
    repeated: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
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


_INI_TYPES = {
    "string": "one text",
    "int": f"a number: {' | '.join(map(str, KNOWN_MAJORS))}",
    "float": "a number of seconds above 0",
    "bool": "true | false",
    "paths": "a list of paths",
    "linelist": "a list of lines",
}
"""Pytest's type of an ini key -> what its value has to be."""

_SCHEME = re.compile(r"[\w+.-]+://")

_VALUE_SAID = re.compile(r"to float: |with base 10: |truth value |, got \w+: ")
"""What stands before the value, in what pytest and Python say of one that cannot be converted."""

Raw: TypeAlias = str | int | float | bool | Sequence[str | Path]
"""A value as argparse or pytest's ini reader gives it."""

Reader: TypeAlias = Callable[[Raw, Origin], object]


def _texts(raw: Raw) -> tuple[str, ...]:
    return (str(raw),) if isinstance(raw, str | int | float) else tuple(map(str, raw))


def read_text(raw: Raw, origin: Origin) -> str:
    """Take a text as it is, without blanks around it."""
    return str(raw).strip()


def read_command(raw: Raw, origin: Origin) -> str:
    """Take a command; an empty one is a variable that is not set, and no wish for another way."""
    command = str(raw).strip()
    if not command:
        raise origin.wrong(raw, "the command that applies the migrations")
    return command


def read_flag(raw: Raw, origin: Origin) -> bool:
    """Take what argparse or pytest's ``bool`` already converted."""
    return bool(raw)


def read_path(raw: Raw, origin: Origin) -> Path | None:
    """Take a path, relative to where it was given; an empty one is none."""
    return origin.absolute(str(raw)) if raw else None


def read_paths(raw: Raw, origin: Origin) -> tuple[Path, ...]:
    """Take several paths, none of them empty."""
    given = _texts(raw)
    if not (given and all(given)):
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
    from .servers.redact import connection_shown

    # What looks like a URL may hold a password, which no message may show.
    shown = shown_server(value) if _SCHEME.match(value) else connection_shown(value)
    raise origin.wrong(shown, _listed(SERVERS))


def shown_server(value: str) -> str:
    """Spell where PostgreSQL comes from without what may be secret in it."""
    return f"{value.split('://')[0]}://…" if "://" in value else value


def shown_command(value: str) -> str:
    """Spell a command of the team's own."""
    return COMMAND if value.strip() else value


def shown_commands(value: str) -> str:
    """Spell lines ``name: command`` without the commands."""
    names = [line.partition(":")[0].strip() for line in value.splitlines() if line.strip()]
    return "\n".join(f"{name}: {COMMAND}" for name in names)


def read_major(raw: Raw, origin: Origin) -> int | None:
    """Take a PostgreSQL major that the audit knows; an empty text is none."""
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


def wrong_type(said: str, ini: str, origin: Origin) -> UsageError:
    """Say what an ini key takes, where pytest could not convert its value.

    :param said: pytest's or Python's words, which end with the value.
    :param ini: pytest's type of the key.
    """
    from .servers.redact import redact

    # What should have been a text may be a list with a URL in it.
    value = redact(_VALUE_SAID.split(said, maxsplit=1)[-1])
    return UsageError(f"{origin.label}: {value} is not valid; use {_INI_TYPES[ini]}")


def _listed(names: Iterable[str]) -> str:
    return " | ".join(names)


def _meant(name: str, valid: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(valid), n=1)
    return f" (did you mean {close[0]}?)" if close else ""
