"""The multirange type that PostgreSQL makes with a range type, while a copy of that is made.

Its name is taken where it is: beside the copy it stands in a scratch schema, or in another one for
what is not in the schema of its range type.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pglast import ast, parse_sql
from pglast.stream import RawStream

from .spelling import quote

_OPTION = "multirange_type_name"
_PRINTED = "MULTIRANGE_TYPE_NAME = "


def elsewhere(scratch: str) -> str:
    """Name the schema for a multirange type that is not in the schema of its range type.

    :param scratch: the schema of the copy.
    """
    return f"{scratch}_0"


def put_aside(whole: str, home: str, scratch: str) -> str:
    """Return the statement that makes a copy of a range type, with its multirange type aside.

    :param whole: ``CREATE TYPE`` of the copy.
    :param home: the schema of the range type itself.
    :param scratch: the schema of the copy.
    """
    tree: Any = parse_sql(whole)[0].stmt
    qualified = list(_qualified(tree))
    for type_ in qualified:
        schema, name = type_.names
        place = scratch if schema.sval == home else elsewhere(scratch)
        type_.names = (ast.String(sval=place), name)
    return str(RawStream()(tree)) if qualified else whole


def at_home(text: str, whole: str, home: str, scratch: str) -> str:
    """Return what PostgreSQL printed of a copy, with its multirange type where it belongs.

    :param text: the definition of the copy.
    :param whole: a ``CREATE TYPE`` of the range type.
    """
    tree: Any = parse_sql(whole)[0].stmt
    for type_ in _qualified(tree):
        place = f"{_PRINTED}{elsewhere(scratch)}."
        text = text.replace(place, f"{_PRINTED}{quote(type_.names[0].sval)}.")
    own = "" if home == "public" else f"{quote(home)}."
    return text.replace(f"{_PRINTED}{scratch}.", f"{_PRINTED}{own}")


def _qualified(tree: Any) -> Iterator[Any]:
    """Give the name of the multirange type, where it has a schema."""
    for option in tree.params or ():
        is_name = option.defname.lower() == _OPTION and isinstance(option.arg, ast.TypeName)
        if is_name and len(option.arg.names) == 2:
            yield option.arg
