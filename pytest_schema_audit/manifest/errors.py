"""Mistakes in manifests, as text a person can act on: place, line, caret, what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import AuditError
from ..veil import Veil
from .expectation import Place
from .nodes import Source, Span

_WIDTH = 120
_LONGEST = 1000
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a manifest.

    :ivar place: where.
    :ivar message: what is wrong, without the place.
    :ivar expected: what should stand there; empty if the message says it.
    :ivar write: the right spelling, ready to paste; empty when there is no single one.
    :ivar line: the whole line of the file; empty where a line says nothing.
    """

    place: Place
    message: str
    expected: str = ""
    write: str = ""
    line: str = ""

    @property
    def title(self) -> str:
        """``file:line:column: message``, the file relative to the current folder if below it."""
        return f"{shown_place(self.place)}: {self._veil.on(self.message)}"

    def __str__(self) -> str:
        return "\n".join([self.title, *self.details])

    @property
    def details(self) -> list[str]:
        """The lines that follow the title."""
        line = self._veil.on(self.line)
        details = _excerpt(line, self.place.column) if line.strip() else []
        if self.expected:
            details.append(f"  expected {self.expected}")
        if self.write:
            details += _labelled("write", self._veil.on(self.write))
        return details

    @property
    def _veil(self) -> Veil:
        return Veil.over(self.line, self.message)


class ManifestErrors(AuditError):  # noqa: N818 - it holds several
    """All mistakes found in the manifests of a run.

    :param mistakes: at least one, in the order of files and lines.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        first = mistakes[0]
        if len(mistakes) == 1:
            super().__init__(first.title, why="\n".join(_outdented(first.details)))
        else:
            listed = "\n\n".join(str(mistake) for mistake in mistakes)
            many = "the first " if len(mistakes) == LIMIT else ""
            super().__init__(f"{many}{len(mistakes)} mistakes in the manifest", why=listed)
        self.mistakes = tuple(mistakes)


class NoManifestError(AuditError):
    """There is nothing to audit against."""

    @classmethod
    def nothing_found(cls, paths: Iterable[Path]) -> NoManifestError:
        """No YAML file at all."""
        return cls(
            "no manifest found",
            why="a manifest is a folder of YAML files, one of which holds `database:`",
            tried=[shown_path(path) for path in paths],
            ways_out=[
                "pytest --schema-audit-init writes a first one",
                "--schema-audit-expected PATH names another place",
            ],
        )

    @classmethod
    def unreadable(cls, folder: Path, error: OSError) -> NoManifestError:
        """A folder that the operating system does not show: it may hold anything."""
        return cls(
            f"{shown_path(folder)} cannot be read: {error.strerror}",
            why="the manifests in it would be missing from the audit",
            ways_out=["let the user that runs pytest read it: chmod a+rX"],
        )

    @classmethod
    def no_libyaml(cls) -> NoManifestError:
        """PyYAML is there without the C library that reads manifests."""
        return cls(
            "manifests cannot be read: this PyYAML was built without libyaml",
            why="there is one YAML parser for manifests, libyaml's, so that a file means one thing",
            ways_out=[
                "pip install --force-reinstall --only-binary :all: PyYAML",
                "on a platform without wheels, install libyaml's headers (libyaml-dev) first",
            ],
        )


class EditError(AuditError):
    """A manifest file that was not written."""

    @classmethod
    def not_as_meant(cls, path: Path, name: str) -> EditError:
        """The edited text, read again, says something else about an entry."""
        return cls(
            f"{shown_path(path)} was not written: its entry `{name}` would not say what was found",
            why="the edited text was read again and compared before replacing the file",
            ways_out=["change this entry by hand", "report the entry: this is a mistake of ours"],
        )

    @classmethod
    def changed_meanwhile(cls, path: Path) -> EditError:
        """Somebody else wrote the file after it was read."""
        return cls(
            f"{shown_path(path)} was not written: it has changed since it was read",
            ways_out=["run the update again"],
        )

    @classmethod
    def unwritable(cls, path: Path, error: OSError) -> EditError:
        """The operating system does not let us."""
        return cls(
            f"{shown_path(path)} was not written: {error.strerror or error}",
            why="a new file is made beside it, which takes its place when it is complete",
            ways_out=[
                f"make {shown_path(path.parent)} a folder that can be written",
                "or apply the edits by hand: --schema-audit-update=diff prints them",
            ],
        )


class FragmentError(AuditError):
    """A text that does not define what it should.

    :param what: what is wrong with it.
    :param position: where, in characters from the beginning of the text.
    :param expected: what should stand there.
    :param write: the right spelling, ready to paste; empty when there is no single one.
    """

    def __init__(self, what: str, *, position: int, expected: str = "", write: str = "") -> None:
        why = f"expected {expected}" if expected else ""
        super().__init__(what, why=why, ways_out=[f"write {write}"] if write else [])
        self.position = position
        self.expected = expected
        self.write = write


class EnoughError(Exception):
    """As many mistakes as anybody reads: the rest of the manifests is not looked at."""


class Mistakes:
    """Collects what is wrong, so that one run shows all of it."""

    def __init__(self) -> None:
        self._kept: list[Mistake] = []

    @property
    def count(self) -> int:
        """How many there are so far."""
        return len(self._kept)

    def add(
        self, source: Source, span: Span, message: str, *, expected: str = "", write: str = ""
    ) -> None:
        """Note one mistake.

        :param source: the file.
        :param span: where in it.
        :param message: what is wrong.
        :param expected: what should stand there.
        :param write: the right spelling, ready to paste.
        :raises EnoughError: if there are many by now.
        """
        line = source.lines[span.line]
        shown = message if len(message) <= _LONGEST else message[:_LONGEST] + "…"
        pasted = write if len(write) <= _LONGEST else ""
        self.note(Mistake(source.place(span), shown, expected, pasted, line))

    def note(self, mistake: Mistake) -> None:
        """Note a mistake that has no line to show.

        :raises EnoughError: if there are many by now.
        """
        self._kept.append(mistake)
        if len(self._kept) == LIMIT:
            raise EnoughError

    def raise_any(self) -> None:
        """Raise what was noted.

        :raises ManifestErrors: if there is anything.
        """
        if self._kept:
            raise ManifestErrors(sorted(self._kept, key=_order))


def shown_path(path: Path) -> str:
    """Return a path as text, relative to the current folder if it is below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def shown_place(place: Place) -> str:
    """Return a place as ``file:line:column``, the file as :func:`shown_path` has it."""
    return f"{shown_path(place.file)}:{place.line}:{place.column}"


def _order(mistake: Mistake) -> tuple[str, int, int]:
    return str(mistake.place.file), mistake.place.line, mistake.place.column


def _excerpt(line: str, column: int) -> list[str]:
    """Show the line and a caret; of a long line what is around the caret."""
    indent = len(line) - len(line.lstrip())
    cut = max(min(indent, column - 1), column - _WIDTH // 2 if len(line) > _WIDTH else 0)
    dots = "…" if cut > indent else ""
    shown = line[cut : cut + _WIDTH] + ("…" if len(line) > cut + _WIDTH else "")
    caret = " " * (column - 1 - cut + len(dots)) + "^"
    return [f"    {dots}{_printable(shown)}", f"    {caret}"]


def _printable(text: str) -> str:
    shown = text.replace("\t", "→")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def _labelled(label: str, text: str) -> list[str]:
    margin = f"\n  {' ' * len(label)} "
    return f"  {label} {margin.join(text.splitlines())}".split("\n")


def _outdented(lines: Sequence[str]) -> list[str]:
    return [line.removeprefix("  ") for line in lines]
