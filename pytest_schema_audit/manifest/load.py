"""From the files of a manifest to suites of expectations, with all their mistakes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from .errors import EnoughError, Mistake, Mistakes, NoManifestError
from .expectation import ManifestFile, Place, Suite
from .files import (
    Group,
    Tree,
    entries_of,
    group_files,
    home_of,
    mains_of,
    manifest_files,
    may_be_main,
    reading_of,
    trees_of,
)
from .keys import MAIN
from .reading import without_cycle_search
from .settings import fields_of, read_settings


class Manifests:
    """The manifests of a run, whose main files can be asked for before all else is parsed.

    A suite is a folder of YAML files one of which holds ``database:``, with the folders below it
    that have none of their own; or such a file alone, if the path is that of the file.

    :param paths: folders and files, absolute or relative to the current folder.
    :raises NoManifestError: if there is no file at one of the paths.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        found = {path: manifest_files([path]) for path in paths}
        empty = [path for path, files in found.items() if not files]
        if empty or not found:
            raise NoManifestError.nothing_found(empty)
        self._files = sorted(set().union(*found.values()))
        self._mistakes = Mistakes()
        self._parsed: dict[Path, Tree] = {}

    def settled(self) -> Iterator[Suite]:
        """Yield what main files say apart from their expectations, as far as it is sound.

        :raises NoManifestError: if YAML cannot be read here.
        """
        mains = self._mains_ahead()
        homes = [(home_of(path, mains), path) for path in self._files]
        for folder, main in mains.items():
            mistakes = Mistakes()
            with suppress(EnoughError):
                reading = reading_of(main, mistakes)
                settings = read_settings(reading, entries_of(reading, main))
                if not mistakes.count:
                    others = (path for home, path in homes if home == folder and path != main.path)
                    files = tuple(ManifestFile(path, ()) for path in (main.path, *others))
                    yield Suite(main=main.path, files=files, **fields_of(settings))

    def _mains_ahead(self) -> dict[Path, Tree]:
        """Parse the files that can be main files; with a mistake in one, nothing can begin."""
        mistakes = Mistakes()
        with suppress(EnoughError), without_cycle_search():
            parsed = trees_of([path for path in self._files if may_be_main(path)], mistakes)
            mains = mains_of(parsed.values(), mistakes)
            if not mistakes.count:
                self._parsed = parsed
                return mains
        return {}

    def begun(self) -> tuple[Suite, ...]:
        """Read all entries, of which there may be none yet; called once.

        :return: the suites, sorted by the path of their main file.
        :raises ManifestErrors: with every mistake in any of the files.
        :raises NoManifestError: if YAML cannot be read here.
        """
        return self._read(lambda _group, _suite: None)

    def suites(self) -> tuple[Suite, ...]:
        """Read all entries; called once.

        :return: the suites, sorted by the path of their main file.
        :raises ManifestErrors: with every mistake in any of the files.
        :raises NoManifestError: if YAML cannot be read here.
        """
        return self._read(self._note_empty)

    def _read(self, look: Callable[[Group, Suite], None]) -> tuple[Suite, ...]:
        # Imported here: what reads entries is the larger part, and other work can begin before.
        from .suites import read_suite

        suites: list[Suite] = []
        with suppress(EnoughError), without_cycle_search():
            for group in group_files(self._files, self._mistakes, self._parsed):
                suites.append(read_suite(group, self._mistakes))
                look(group, suites[-1])
        self._mistakes.raise_any()
        return tuple(suites)

    def _note_empty(self, group: Group, suite: Suite) -> None:
        if self._mistakes.count or suite.has_entries:
            return
        key = next(entry.key for entry in group.main.root.entries if entry.key.text == MAIN)
        reading_of(group.main, self._mistakes).mistake(
            key,
            "this suite expects nothing: an audit of it could only pass",
            expected="at least one entry, in this file or in another of its folder; "
            "pytest --schema-audit-init writes them all",
        )


def load(paths: Sequence[Path]) -> tuple[Suite, ...]:
    """Read all suites at and below some paths: see :class:`Manifests`.

    :raises ManifestErrors: with every mistake in any of the files.
    :raises NoManifestError: if there is no file at all, or YAML cannot be read here.
    """
    return Manifests(paths).suites()


def load_suite(path: Path) -> Suite:
    """Read the one suite of a folder or file.

    :param path: a folder with one suite, or a file with ``database:``.
    :raises ManifestErrors: with every mistake, or if there is more than one suite.
    :raises NoManifestError: if there is no file at all, or YAML cannot be read here.
    """
    suites = load([path])
    if len(suites) > 1:
        mistakes = Mistakes()
        for suite in suites:
            mistakes.note(Mistake(Place(suite.main, 1, 1), "one of several suites here"))
        mistakes.raise_any()
    return suites[0]
