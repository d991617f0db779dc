"""Small rules of SQL spelling that both sides of a comparison share."""

from __future__ import annotations

import re

from pglast import scan
from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")
_QUOTED_WORDS = COL_NAME_KEYWORDS | RESERVED_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS
_SERIAL = re.compile(r"\s*(small|big)?serial([248]?)\b", re.IGNORECASE)
_SERIAL_TYPES = {"small": "smallint", "big": "bigint", "2": "smallint", "8": "bigint"}
_DEFERRAL = re.compile(r"( DEFERRABLE)?( INITIALLY DEFERRED)?\Z")


def quote(name: str) -> str:
    """Quote an identifier where SQL needs it, as ``quote_ident`` does.

    :param name: exact spelling.
    """
    if _PLAIN.match(name) and name not in _QUOTED_WORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


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
    """Put storage parameters into a key constraint's text, which PostgreSQL prints without them.

    :param definition: ``pg_get_constraintdef`` of a primary key, unique or exclusion constraint.
    :param options: ``pg_class.reloptions`` of the index behind it.
    """
    if not options:
        return definition
    pairs = (option.partition("=") for option in options)
    shown = ", ".join(f"{name}='{value}'" for name, _, value in pairs)
    place = _end_of_keys(definition)
    return f"{definition[:place]} WITH ({shown}){definition[place:]}"


def _end_of_keys(definition: str) -> int:
    """Where ``WITH`` goes: before ``WHERE`` and before ``DEFERRABLE``."""
    depth = 0
    for token in scan(definition):
        depth += {"ASCII_40": 1, "ASCII_41": -1}.get(token.name, 0)
        if token.name == "WHERE" and depth == 0:
            return int(token.start) - 1
    return _deferral(definition)


def _deferral(definition: str) -> int:
    match = _DEFERRAL.search(definition)
    return match.start() if match else len(definition)
