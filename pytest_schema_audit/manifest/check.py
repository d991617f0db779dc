"""Check manifests offline: ``python -m pytest_schema_audit.manifest.check [PATH …]``.

Made for pre-commit: parse, names, duplicates and expired waivers, without a server and without
pytest. The whole suite of each file named is checked, because what is wrong with a file may stand
in another one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..errors import AuditError
from .errors import Mistake, Mistakes
from .expectation import Suite
from .files import SUFFIXES
from .load import load

_USAGE = "usage: python -m pytest_schema_audit.manifest.check [PATH …]\n"
_MAIN = re.compile(r"""^["']?database["']?\s*:""", re.MULTILINE)


def check(paths: Sequence[Path], today: date) -> str:
    """Check the suites that some paths belong to.

    :param paths: manifest files, or folders of suites.
    :param today: the day on which waivers must still hold.
    :return: what was checked, in one line.
    :raises AuditError: with every mistake.
    """
    suites = load(sorted(set(_roots(paths))))
    expired = Mistakes()
    for suite in suites:
        _note_expired(suite, today, expired)
    expired.raise_any()
    entries = sum(len(file.expectations) for suite in suites for file in suite.files)
    described = (
        f"{_counted(len(suites), 'suite', 'suites')}, {_counted(entries, 'entry', 'entries')}"
    )
    return f"{described}: no mistakes"


def main(arguments: Sequence[str]) -> int:
    """Check what the command line names, ``expected`` if nothing; return the exit status."""
    if any(argument.startswith("-") for argument in arguments):
        asked = not {"-h", "--help"}.isdisjoint(arguments)
        (sys.stdout if asked else sys.stderr).write(_USAGE)
        return 0 if asked else 2
    paths = [Path(argument) for argument in arguments] or [Path("expected")]
    try:
        sys.stdout.write(check(paths, date.today()) + "\n")
    except AuditError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _roots(paths: Sequence[Path]) -> Iterator[Path]:
    """Give the folder of each file's suite; of a file without suite its own folder."""
    for path in paths:
        if not path.is_file():
            yield path
            continue
        absolute = path.absolute()
        home = next((up for up in absolute.parents if _holds_main(up)), absolute.parent)
        yield home


def _holds_main(folder: Path) -> bool:
    files = (file for file in sorted(folder.iterdir()) if file.suffix in SUFFIXES)
    return any(_MAIN.search(file.read_text("utf-8", "replace")) for file in files if file.is_file())


def _note_expired(suite: Suite, today: date, mistakes: Mistakes) -> None:
    for waiver in suite.waivers:
        if waiver.until is not None and waiver.until < today:
            message = f"this waiver ended on {waiver.until}"
            expected = "the drift mended, or a later day and who agreed to it"
            line = " " * (waiver.place.column - 1) + waiver.place.source
            mistakes.note(Mistake(waiver.place, message, expected, line=line))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
