"""Flyway's view of a file: statements, placeholders, transactions, checksum."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..failure import Failure, StatementFailed
from ..lexer import copied_rows, lexed
from ..psql_run import Query, Segment
from ..script import BOM, Script
from ..session import ServerMessage

_PLACEHOLDER = re.compile(r"\$\{(?P<name>[^}\s]+)\}")
_NOTHING = re.compile("(?!)(?P<name>)")
_SETTING = re.compile(r"^[ \t]*(\w+)[ \t]*=[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
# The statements that Flyway's PostgreSQL parser keeps out of a transaction.
_ALONE = re.compile(
    r"(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\b|ALTER SYSTEM\b"
    r"|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY\b"
    r"|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)\b|VACUUM\b|DISCARD ALL\b"
)


@dataclass(frozen=True)
class Placeholders:
    """What stands for `${name}` in a file.

    :param values: by name; Flyway tells upper and lower case not apart.
    :param pattern: what is taken for a placeholder.
    """

    values: Mapping[str, str]
    pattern: re.Pattern[str] = _PLACEHOLDER

    @classmethod
    def of(cls, file: Path, values: Mapping[str, str]) -> Placeholders:
        """Those of a file, whose `.conf` may say that there are none."""
        replaced = settings(file).get("placeholderReplacement", "").lower() != "false"
        lowered = {name.lower(): value for name, value in values.items()}
        return cls(lowered, _PLACEHOLDER if replaced else _NOTHING)

    def found(self, text: str, part: slice) -> Iterator[re.Match[str]]:
        """Those in a part of a text."""
        return self.pattern.finditer(text, part.start, part.stop)

    def value(self, match: re.Match[str]) -> str | None:
        """What stands for one; None where nobody has said."""
        return self.values.get(match["name"].lower())

    def without_value(self, text: str) -> re.Match[str] | None:
        """The first in a text for which nobody has said what stands for it."""
        return next((one for one in self.pattern.finditer(text) if self.value(one) is None), None)

    def filled(self, text: str) -> str:
        """A text with those filled that have a value."""

        def value(match: re.Match[str]) -> str:
            found = self.value(match)
            return match.group() if found is None else found

        return self.pattern.sub(value, text)


def settings(file: Path) -> dict[str, str]:
    """What the `.conf` beside a file says."""
    config = file.with_name(f"{file.name}.conf")
    return dict(_SETTING.findall(Script.read(config).text)) if config.is_file() else {}


def queries(script: Script, placeholders: Placeholders) -> Iterator[tuple[Query, int, str]]:
    """The statements of a file with their placeholders filled, each with its offset.

    The third is what the file holds for it behind COPY … FROM stdin.

    :raises StatementFailed: for a placeholder without a value, in a comment, too.
    """
    unknown = placeholders.without_value(script.text)
    if unknown:
        raise _without_value(script, unknown)
    for part in _parts(script):
        rows = copied_rows(script.text, part)
        copied = placeholders.filled(script.text[rows[0]]) if rows else ""
        yield _filled(script, part, placeholders), part.start, copied


def filled_in(script: Script, placeholders: Placeholders) -> Script:
    """A file with the placeholders filled that have values; every line stays where it is."""
    in_line = {name: value.replace("\n", " ") for name, value in placeholders.values.items()}
    return Script(script.path, replace(placeholders, values=in_line).filled(script.text))


def is_transactional(statement: str) -> bool:
    """Whether Flyway puts a statement into a transaction."""
    words = " ".join(_COMMENTS.sub(" ", statement).upper().split())
    return _ALONE.match(words) is None


def checksum(text: str) -> int:
    """What the ledger records: CRC-32 over the lines without their ends, as a signed number."""
    value = 0
    for line in re.split(r"\r\n|\r|\n", text.removeprefix(BOM)):
        value = zlib.crc32(line.encode("utf-8", "surrogateescape"), value)
    return value - (1 << 32) if value >= 1 << 31 else value


def _parts(script: Script) -> list[slice]:
    offset = len(BOM) if script.text.startswith(BOM) else 0
    found = lexed(script.text[offset:])
    return [slice(part.start + offset, part.stop + offset) for part in found]


def _filled(script: Script, part: slice, placeholders: Placeholders) -> Query:
    segments: list[Segment] = []
    position = part.start
    for match in placeholders.found(script.text, part):
        segments.append(Segment(script.text[position : match.start()], position))
        filled = placeholders.filled(match.group())
        segments.append(Segment(filled, match.start(), copied=False))
        position = match.end()
    segments.append(Segment(script.text[position : part.stop], position))
    return Query(tuple(segments))


def _without_value(script: Script, match: re.Match[str]) -> StatementFailed:
    around = (part.start for part in _parts(script) if part.start <= match.start() < part.stop)
    reason = f"no value for the placeholder {match.group()}"
    note = f"give it in audit.yaml: migrations: {{placeholders: {{{match['name']}: …}}}}"
    message = ServerMessage("ERROR", "", reason)
    return StatementFailed(Failure(script, message, next(around, None), match.start(), note))
