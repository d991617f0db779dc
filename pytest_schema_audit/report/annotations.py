"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .result import Result
from .writer import Writer

_LIMIT = 50
"""Greatest number of annotations; GitHub shows fewer than that of a step."""


def error_commands(results: Iterable[Result], writer: Writer) -> list[str]:
    """Return one ``::error`` command for each cause (GitHub: "Workflow commands").

    :param results: the suites and what became of them.
    :param writer: spells paths relative to the root of the repository.
    """
    return [line for result in results for line in _suite(result, writer)][:_LIMIT]


def _suite(result: Result, writer: Writer) -> Iterator[str]:
    for members in result.causes.values():
        first = members[0]
        place = first.spec.place
        title, _, rest = first.text.partition("\n")
        file, heading = _property(writer.path(place.file)), _property(title)
        message = _data(rest or title)
        yield f"::error file={file},line={place.line},title={heading}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
