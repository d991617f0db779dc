"""Entries whose object takes more than its CREATE statement: what ALTER has to add follows there.

CREATE DOMAIN has no form for a check that is not valid, nor CREATE TEXT SEARCH CONFIGURATION for
a mapping. Such an entry goes on with what follows the name in ALTER: ``ADD CONSTRAINT …``.
A word between CREATE and the kind (``DEFAULT``, ``TRUSTED``) comes first in an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pglast.parser import ParseError, scan

from .object_kinds import OBJECT_KINDS, statement_head


@dataclass(frozen=True, slots=True)
class Addition:
    """What a kind's entries may go on with.

    :ivar words: what the statement begins with, up to the name.
    :ivar statement: the parse tree's name of the statement.
    :ivar seconds: the scanner's names of the words after ``ADD``.
    """

    words: str
    statement: str
    seconds: frozenset[str]


_ADDITIONS: Final[Mapping[str, Addition]] = {
    "domain": Addition("ALTER DOMAIN", "AlterDomainStmt", frozenset({"CONSTRAINT", "CHECK"})),
    "text_search_configuration": Addition(
        "ALTER TEXT SEARCH CONFIGURATION", "AlterTSConfigurationStmt", frozenset({"MAPPING"})
    ),
}
_LEADING: Final[Mapping[str, re.Pattern[str]]] = {
    "conversion": re.compile(r"\s*(default)\s+", re.IGNORECASE),
    "language": re.compile(r"\s*(trusted)\s+", re.IGNORECASE),
}
_ADD: Final = re.compile(r"\badd\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an entry that makes one statement.

    :ivar start: where it begins in the entry, in characters.
    :ivar head: the words before it, with the object's name.
    :ivar sql: the part itself.
    :ivar statement: the parse tree's name of the statement.
    """

    start: int
    head: str
    sql: str
    statement: str

    @property
    def whole(self) -> str:
        """The whole statement."""
        return self.head + self.sql


def pieces(kind: str, sql: str, name: str = "") -> tuple[Piece, ...]:
    """Divide an entry into the parts that make one statement each: CREATE, then every ALTER.

    :param kind: a key of :data:`pytest_schema_audit.manifest.object_kinds.OBJECT_KINDS`.
    :param sql: the entry.
    :param name: the object's name, as SQL; a sample where none is given.
    """
    addition = _ADDITIONS.get(kind)
    starts = list(_starts(sql, addition)) if addition and _ADD.search(sql) else []
    first = sql[: starts[0]] if starts else sql
    one = OBJECT_KINDS[kind]
    made = [_created(kind, first, name)]
    if addition:
        head = f"{addition.words} {name or one.sample} "
        ends = [*starts, len(sql)][1:]
        made += [
            Piece(start, head, sql[start:end], addition.statement)
            for start, end in zip(starts, ends, strict=True)
        ]
    return tuple(made)


def _created(kind: str, sql: str, name: str) -> Piece:
    """Put a word that stands in front of the name, and first in the entry, where SQL wants it."""
    head = statement_head(kind, sql, name)
    match = _LEADING[kind].match(sql) if kind in _LEADING else None
    if match is None:
        return Piece(0, head, sql, OBJECT_KINDS[kind].statement)
    head = head.replace("CREATE ", f"CREATE {match[1]} ", 1)
    return Piece(match.end(), head, sql[match.end() :], OBJECT_KINDS[kind].statement)


def _starts(sql: str, addition: Addition) -> Iterator[int]:
    """Find each ``ADD`` outside parentheses that its word follows."""
    try:
        tokens = scan(sql)
    except (ParseError, UnicodeEncodeError):
        return
    depth = 0
    for token, following in pairwise(tokens):
        depth += {"ASCII_40": 1, "ASCII_41": -1}.get(token.name, 0)
        if depth == 0 and token.name == "ADD_P" and following.name in addition.seconds:
            yield token.start
