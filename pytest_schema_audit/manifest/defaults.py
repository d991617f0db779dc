"""How default privileges are named: ``FOR ROLE app IN SCHEMA billing ON TABLES``."""

from __future__ import annotations

import re
from typing import Final

OBJECTS: Final = ("TABLES", "SEQUENCES", "FUNCTIONS", "TYPES", "SCHEMAS", "LARGE OBJECTS")
"""What they are given on (documentation: ``ALTER DEFAULT PRIVILEGES``)."""

FORM: Final = "FOR ROLE name [IN SCHEMA name] ON " + "|".join(OBJECTS)

_NAME: Final = re.compile(
    rf"FOR ROLE (?P<role>.+?)(?: IN SCHEMA (?P<schema>.+))? ON (?P<what>{'|'.join(OBJECTS)})\Z",
    re.DOTALL,
)


def defaults_name(schema: str, name: str) -> str:
    """Return the key of default privileges.

    :param schema: the schema they are limited to; empty for none.
    :param name: the name in the catalog, without schema: ``FOR ROLE app ON TABLES``.
    """
    match = _NAME.match(name)
    if not schema or match is None:
        return name
    return f"FOR ROLE {match['role']} IN SCHEMA {schema} ON {match['what']}"


def parsed_defaults(key: str) -> tuple[str, str] | None:
    """Return schema and name that a key gives; ``None`` if it is no name of default privileges."""
    match = _NAME.match(key)
    if match is None:
        return None
    return match["schema"] or "", f"FOR ROLE {match['role']} ON {match['what']}"
