"""Rows of the aspects' queries to values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ..manifest.aspects import ALWAYS
from ..manifest.grants import listing
from ..model import AspectText, AspectValue, ObjectKey

QUERIES: Final = {
    ALWAYS: ("not_nulls", "extension_members", "extension_dependents", "partitioned_indexes"),
    "comments": ("part_comments",),
    "owners": ("owners",),
    "privileges": ("privileges", "extension_members"),
    "storage": ("table_storage", "column_storage"),
    "statistics": ("statistics_targets",),
}
"""Aspect -> the queries that read it.

What is always compared is read where anything is unusual, or where an entry says something of it.
Order and versions are read with the objects themselves, and so are the comments on what has an
entry of its own.
"""

COLUMNS: Final = ("kind", "schema", "table", "name", "key", "actual", "usual", "every", "xid")
"""What these queries return: an object, a key of entries, and what is said there.

``actual`` and ``usual`` are arrays of one text, or of pairs of a name and a text; ``every`` is what
``ALL`` stands for among privileges.
"""


def aspect_values(rows: Iterable[Sequence[Any]]) -> dict[ObjectKey, dict[str, AspectValue]]:
    """Sort rows by object and key.

    :param rows: of queries that return :data:`COLUMNS`.
    """
    found: dict[ObjectKey, dict[str, AspectValue]] = {}
    for kind, schema, table, name, key, actual, usual, every, xid in rows:
        value = AspectValue(_text(key, actual), _text(key, usual), every or "", xid)
        found.setdefault((kind, schema, table, name), {})[key] = value
    return found


def _text(key: str, content: Sequence[Any]) -> AspectText:
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    if key != "grants":
        return tuple(sorted((name, text) for name, text in content))
    roles: dict[str, list[str]] = {}
    for role, privilege in content:
        roles.setdefault(role, []).append(privilege)
    return tuple(sorted((role, listing(_strongest(items))) for role, items in roles.items()))


def _strongest(items: Iterable[str]) -> set[str]:
    """Leave out what two grantors gave, once with the option to grant it on."""
    given = set(items)
    return {item for item in given if f"{item} WITH GRANT OPTION" not in given}
