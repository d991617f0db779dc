"""Small rules of SQL spelling that both sides of a comparison share."""

from __future__ import annotations

import re
from unicodedata import name as unicode_name

from pglast import scan
from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")
_QUOTED_WORDS = COL_NAME_KEYWORDS | RESERVED_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS
_SERIAL = re.compile(r"\s*(small|big)?serial([248]?)\b", re.IGNORECASE)
_SERIAL_TYPES = {"small": "smallint", "big": "bigint", "2": "smallint", "8": "bigint"}
_ODD_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_DEFERRAL = re.compile(r"( DEFERRABLE)?( INITIALLY DEFERRED)?\Z")


def quote(name: str) -> str:
    """Quote an identifier where SQL needs it, as ``quote_ident`` does.

    :param name: exact spelling.
    """
    if _PLAIN.match(name) and name not in _QUOTED_WORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def shown_name(name: str) -> str:
    """Spell a name for people: exactly, in quotes where blanks at its ends could not be seen.

    :param name: exact spelling.
    """
    return name if name == name.strip() else quote(name)


def literal(text: str) -> str:
    """Quote a text as a constant of SQL, without escapes.

    :param text: any text without backslashes that mean something.
    """
    return "'" + text.replace("'", "''") + "'"


def serial_column(text: str, default: str) -> str:
    """Spell ``serial`` out: an integer with ``nextval`` of the sequence its column owns.

    See PostgreSQL's documentation, section "Serial Types".

    :param text: a column's text.
    :param default: ``nextval(…)`` of the owned sequence; empty where there is none.
    """
    match = _SERIAL.match(text)
    if match is None or not default:
        return text
    type_ = _SERIAL_TYPES.get((match[1] or match[2] or "").lower(), "integer")
    rest = re.sub(r"\bnot\s+null\b", "", text[match.end() :], flags=re.IGNORECASE)
    return f"{type_}{rest} NOT NULL DEFAULT {default}"


def with_options(definition: str, options: tuple[str, ...]) -> str:
    """Put storage parameters into a key's text, which PostgreSQL prints without them.

    An exclusion constraint's text has them already (``pg_get_constraintdef_worker``).

    :param definition: ``pg_get_constraintdef`` of a primary key, unique or exclusion constraint.
    :param options: ``pg_class.reloptions`` of the index behind it.
    """
    if not options or definition.startswith("EXCLUDE"):
        return definition
    pairs = (option.partition("=") for option in options)
    shown = ", ".join(f"{name}='{value}'" for name, _, value in pairs)
    place = _deferral(definition)
    return f"{definition[:place]} WITH ({shown}){definition[place:]}"


def _deferral(definition: str) -> int:
    """Where ``WITH`` goes: before ``DEFERRABLE``."""
    match = _DEFERRAL.search(definition)
    return match.start() if match else len(definition)


def named_words(text: str) -> frozenset[str]:
    """Return every word of a text that may be a name, as PostgreSQL reads it.

    :param text: SQL that PostgreSQL can scan.
    """
    words = (text[token.start : token.end + 1] for token in scan(text))
    return frozenset(
        word[1:-1].replace('""', '"') if word.startswith('"') else word.lower() for word in words
    )


def odd_blank(text: str) -> str:
    """Name the first character that looks like a blank or like nothing, and is a letter in SQL."""
    found = _ODD_BLANK.search(text)
    if found is None:
        return ""
    named = f"U+{ord(found[0]):04X} ({unicode_name(found[0], 'unnamed').lower()})"
    return f"{named} is a letter to PostgreSQL, not a blank"
