"""Order and names of files: numbers as numbers, and what is no migration at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .errors import shown
from .plan import Migration, Problem
from .script import BOM, Script, whole_file

NaturalKey = tuple[tuple[int, int, str], ...]

_DATE = re.compile(
    r"V?(?P<year>(?:19|20)[0-9]{2})[-_.]?(?P<month>[0-9]{2})[-_.]?(?P<day>[0-9]{2})"
    r"(?:[-_.T]?(?P<time>[0-9]{6}|[0-9]{4}|[0-9]{2}))?(?![0-9])"
)
_UNIX = re.compile(r"[0-9]{10}(?:[0-9]{3})?(?![0-9])")
NOTHING = re.compile(r"(?:[\s;]|--[^\n]*|/\*.*?\*/)*", re.DOTALL)
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


def content_problems(
    scripts: Iterable[Script],
    applied_parts: Callable[[Script], tuple[slice, ...]] = whole_file,
) -> tuple[Problem, ...]:
    """Files that hold no statement, begin with a byte-order mark, or are not UTF-8.

    :param applied_parts: where what applies a file stands in it.
    """
    return tuple(
        Problem(script.path, f"{shown(script.path)} {wrong}")
        for script in scripts
        for wrong in _wrong_content(script, applied_parts)
    )


def duplicates(
    migrations: Iterable[Migration],
    what: str = "version",
    same: Callable[[str], Hashable] = str,
) -> tuple[Problem, ...]:
    """Migrations that share a version, so that their order is an accident.

    :param same: what is the same of two versions that are one, however they are written.
    """
    by_version: dict[Hashable, list[Migration]] = defaultdict(list)
    for migration in migrations:
        if migration.version:
            by_version[same(migration.version)].append(migration)
    return tuple(
        Problem(
            later.path,
            f"{shown(later.path)} has the same {what} {later.version} as {shown(first.path)}",
        )
        for first, *others in by_version.values()
        for later in others
    )


def gaps(migrations: Iterable[Migration]) -> tuple[Problem, ...]:
    """Migrations before which a number is missing; for tools that count from 1 without a gap."""
    numbers = sorted({int(migration.version): migration for migration in migrations}.items())
    before = [0, *(number for number, _ in numbers)]
    return tuple(
        Problem(
            migration.path,
            f"{shown(migration.path)} comes after a gap: there is no number {earlier + 1}, and its "
            "tool refuses to go on",
        )
        for earlier, (number, migration) in zip(before, numbers, strict=False)
        if number > earlier + 1
    )


def in_the_future(migrations: Iterable[Migration]) -> tuple[Problem, ...]:
    """Migrations whose timestamp is more than a day ahead: all that come now sort before them."""
    limit = datetime.now(UTC) + timedelta(days=1)
    return tuple(
        Problem(
            migration.path,
            f"{shown(migration.path)} has a timestamp in the future: what is written until then "
            "sorts before it",
        )
        for migration in migrations
        if _is_after(limit, migration.name)
    )


def _is_after(limit: datetime, name: str) -> bool:
    """Whether a name begins with a time, as digits of a date or as Unix counts, past a limit."""
    date = _DATE.match(name)
    if date and "01" <= date["month"] <= "12" and "01" <= date["day"] <= "31":
        digits = "".join(filter(None, date.groups()))
        return digits.ljust(14, "0") > limit.strftime("%Y%m%d%H%M%S")
    unix = _UNIX.match(name)
    return bool(unix) and int(name[:10]) > limit.timestamp()


def unique_names(paths: Iterable[tuple[Path, str]]) -> list[str]:
    """Names for items: the wanted ones, or with the suffix where two would be the same."""
    wanted = list(paths)
    counts: dict[str, int] = defaultdict(int)
    for _, name in wanted:
        counts[name] += 1
    return [name if counts[name] == 1 else f"{name}{path.suffix}" for path, name in wanted]


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _wrong_content(
    script: Script, applied_parts: Callable[[Script], tuple[slice, ...]]
) -> Iterable[str]:
    if not script.text.removeprefix(BOM).strip():
        yield "is empty"
    elif all(_holds_nothing(script, part) for part in applied_parts(script)):
        yield "is empty but for comments: it applies nothing"
    if script.text.startswith(BOM):
        yield "begins with a byte-order mark, which some tools send to the server"
    if (offset := script.bad_byte) is not None:
        line, column = script.place(offset)
        yield f"is not UTF-8: line {line}, column {column}"


def _holds_nothing(script: Script, part: slice) -> bool:
    start = max(part.start, len(BOM) if script.text.startswith(BOM) else 0)
    found = NOTHING.match(script.text, start, part.stop)
    return found is not None and found.end() == part.stop


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
