"""Names inside SQL fragments: which fold away, and which mean a type of that very spelling."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from pglast.parser import ParseError, scan

from ..spelling import quote

_BARE_TYPE: Final = re.compile(
    r"\s*((?:[^\W\d][\w$]*\.)?[^\W\d][\w$]*)(?![\w$.\"'])(?=\s*(?:\[|\(|$)|\s)"
)
_BUILT_IN: Final = re.compile(
    r"(?:bigint|bit|boolean|char|character|dec|decimal|float|int|integer|interval|national|nchar"
    r"|numeric|real|smallint|time|timestamp|varchar)\Z"
)
"""What SQL has for types of its own: PostgreSQL prints a user's type of that name in quotes."""

_GOES_ON: Final = re.compile(
    r"(?:\s*\(\s*\d+\s*\))?\s*\b(?:varying|precision|with|without"
    r"|year|month|day|hour|minute|second|character|char)\b",
    re.IGNORECASE,
)
"""Second words of the types of SQL that have several: ``double precision``, ``Time with …``."""

_QUOTED_TYPE: Final = re.compile(r'"([^\W\d]\w*)"')
_FOLDING_KEYWORDS: Final = frozenset({"NO_KEYWORD", "UNRESERVED_KEYWORD", "COL_NAME_KEYWORD"})


def folded_names(sql: str) -> set[str]:
    """Return the identifiers written in SQL without quotes but with capital letters.

    PostgreSQL folds them to lower case; where the catalog has the name as written and not the
    folded one, the hint is to quote it. Words that may also be keywords (``TEXT``, ``Value``) are
    among them, reserved words are not.

    :param sql: any SQL; what the scanner refuses has no names.
    """
    if sql.islower() or "\0" in sql:
        return set()
    try:
        tokens = scan(sql)
    except (ParseError, UnicodeEncodeError):
        return set()
    words = {sql[t.start : t.end + 1] for t in tokens if t.kind in _FOLDING_KEYWORDS}
    return {word for word in words if word[:1].isidentifier() and word != word.lower()}


def resolve_type_words(sql: str, types: Container[str]) -> str:
    """Quote the bare type word at the beginning of a column's text if a type is spelled just so.

    ``integer`` and ``double precision`` stay what they are in SQL, whatever types there are.

    :param sql: a column's text, ``InvoiceStatus[] not null``.
    :param types: exact names of types; those outside public as ``schema.name``.
    :return: ``"InvoiceStatus"[] not null`` if ``InvoiceStatus`` is among the types, else the text.
    """
    match = _BARE_TYPE.match(sql)
    if match is None or match[1] not in types:
        return sql
    if _BUILT_IN.match(match[1]) or _GOES_ON.match(sql, match.end(1)):
        return sql
    quoted = ".".join(f'"{part}"' for part in match[1].split("."))
    return sql[: match.start(1)] + quoted + sql[match.end(1) :]


def bare_type_word(sql: str, types: Container[str]) -> str:
    """Leave out the SQL quotes around a type's name where :func:`resolve_type_words` adds them.

    :param sql: a column's text, ``"InvoiceStatus"[] not null``.
    :param types: exact names of types; those outside public as ``schema.name``.
    :return: ``InvoiceStatus[] not null`` if that is read as the same, else the text.
    """
    match = _QUOTED_TYPE.match(sql)
    if match is None or quote(match[1].lower()) != match[1].lower():
        return sql
    short = match[1] + sql[match.end() :]
    return short if resolve_type_words(short, types) == sql else sql
