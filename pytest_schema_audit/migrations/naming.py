"""Order and names of files: numbers as numbers, and what is no migration at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .errors import shown
from .plan import Migration, Problem
from .script import BOM, Script

NaturalKey = tuple[tuple[int, int, str], ...]

_STAMP = re.compile(r"V?((?:19|20)[0-9]{12})(?![0-9])")
_RUN = re.compile(r"[0-9]+|[^0-9]+")


def natural_key(text: str) -> NaturalKey:
    """A sort key that compares digits as numbers: ``v2`` before ``v10``, whatever the locale."""
    runs = (match.group() for match in _RUN.finditer(text))
    return tuple((0, int(run), run) if run.isdigit() else (1, 0, run) for run in runs)


def path_key(path: Path) -> tuple[NaturalKey, ...]:
    """The same for every part of a path, so that folder ``2.0`` comes before ``10.0``."""
    return tuple(natural_key(part) for part in path.with_suffix("").parts)


def sql_files(folder: Path) -> list[Path]:
    """Every ``*.sql`` file below a folder in natural order; hidden ones and folders are none."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() == ".sql")
    visible = (path for path in found if path.is_file() and not _hidden(path.relative_to(folder)))
    return sorted(visible, key=lambda path: path_key(path.relative_to(folder)))


def content_problems(scripts: Iterable[Script]) -> tuple[Problem, ...]:
    """Files that are empty, begin with a byte-order mark, or are not UTF-8."""
    return tuple(
        Problem(script.path, f"{shown(script.path)} {wrong}")
        for script in scripts
        for wrong in _wrong_content(script)
    )


def duplicates(migrations: Iterable[Migration], what: str = "version") -> tuple[Problem, ...]:
    """Migrations that share a version, so that their order is an accident."""
    by_version: dict[str, list[Migration]] = defaultdict(list)
    for migration in migrations:
        if migration.version:
            by_version[migration.version].append(migration)
    return tuple(
        Problem(
            later.path,
            f"{shown(later.path)} has the same {what} {version} as {shown(group[0].path)}",
        )
        for version, group in by_version.items()
        for later in group[1:]
    )


def in_the_future(migrations: Iterable[Migration]) -> tuple[Problem, ...]:
    """Migrations whose timestamp is more than a day ahead: all that come now sort before them."""
    limit = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y%m%d%H%M%S")
    return tuple(
        Problem(
            migration.path,
            f"{shown(migration.path)} has a timestamp in the future: what is written until then "
            "sorts before it",
        )
        for migration in migrations
        if (stamp := _STAMP.match(migration.name)) and limit < stamp[1]
    )


def unique_names(paths: Iterable[tuple[Path, str]]) -> list[str]:
    """Names for items: the wanted ones, or with the suffix where two would be the same."""
    wanted = list(paths)
    counts: dict[str, int] = defaultdict(int)
    for _, name in wanted:
        counts[name] += 1
    return [name if counts[name] == 1 else f"{name}{path.suffix}" for path, name in wanted]


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _wrong_content(script: Script) -> Iterable[str]:
    if not script.text.removeprefix(BOM).strip():
        yield "is empty"
    if script.text.startswith(BOM):
        yield "begins with a byte-order mark, which some tools send to the server"
    if (offset := script.bad_byte) is not None:
        line, column = script.place(offset)
        yield f"is not UTF-8: line {line}, column {column}"


def numbered(found: Iterable[tuple[Path, re.Match[str]]]) -> tuple[Migration, ...]:
    """Migrations of a folder whose files begin with a number, in the order of the numbers.

    :param found: files, each with a match that has the groups ``version`` and ``words``.
    """
    ordered = sorted(found, key=lambda pair: (int(pair[1]["version"]), pair[0].name))
    return tuple(
        Migration(
            name=file.name.removesuffix(".sql").removesuffix(".up"),
            path=file,
            version=str(int(match["version"])),
            description=match["words"].replace("_", " "),
        )
        for file, match in ordered
    )
