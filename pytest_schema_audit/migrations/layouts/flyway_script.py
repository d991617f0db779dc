"""Flyway's view of a file: statements, placeholders, transactions, checksum."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from ..failure import Failure, StatementFailed
from ..lexer import lexed
from ..psql_run import Query, Segment
from ..script import BOM, Script
from ..session import ServerMessage

_PLACEHOLDER = re.compile(r"\$\{(?P<name>[^}\s]+)\}")
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
# The statements that Flyway's PostgreSQL parser keeps out of a transaction.
_ALONE = re.compile(
    r"(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\b|ALTER SYSTEM\b"
    r"|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY\b"
    r"|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)\b|VACUUM\b|DISCARD ALL\b"
)


def queries(script: Script, placeholders: Mapping[str, str]) -> Iterator[tuple[Query, int]]:
    """The statements of a file with their placeholders filled, each with its offset.

    :raises StatementFailed: for a placeholder without a value.
    """
    offset = len(BOM) if script.text.startswith(BOM) else 0
    for found in lexed(script.text[offset:]):
        part = slice(found.start + offset, found.stop + offset)
        yield _filled(script, part, placeholders), part.start


def is_transactional(statement: str) -> bool:
    """Whether Flyway puts a statement into a transaction."""
    words = " ".join(_COMMENTS.sub(" ", statement).upper().split())
    return _ALONE.match(words) is None


def checksum(script: Script) -> int:
    """What the ledger records: CRC-32 over the lines without their ends, as a signed number."""
    value = 0
    for line in re.split(r"\r\n|\r|\n", script.text.removeprefix(BOM)):
        value = zlib.crc32(line.encode("utf-8", "surrogateescape"), value)
    return value - (1 << 32) if value >= 1 << 31 else value


def _filled(script: Script, part: slice, placeholders: Mapping[str, str]) -> Query:
    segments: list[Segment] = []
    position = part.start
    for match in _PLACEHOLDER.finditer(script.text, part.start, part.stop):
        if match["name"] not in placeholders:
            raise _without_value(script, part, match)
        segments.append(Segment(script.text[position : match.start()], position))
        segments.append(Segment(placeholders[match["name"]], match.start(), copied=False))
        position = match.end()
    segments.append(Segment(script.text[position : part.stop], position))
    return Query(tuple(segments))


def _without_value(script: Script, part: slice, match: re.Match[str]) -> StatementFailed:
    reason = f"no value for the placeholder {match.group()}"
    note = f"give it in audit.yaml: migrations: {{placeholders: {{{match['name']}: …}}}}"
    message = ServerMessage("ERROR", "", reason)
    return StatementFailed(Failure(script, message, part.start, match.start(), note))
