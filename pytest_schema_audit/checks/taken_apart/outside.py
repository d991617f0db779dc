"""Kinds outside schemas: extensions, publications, subscriptions, event triggers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ...spelling import literal, quote
from ..attributes import Attributes
from ..clauses import written
from .statements import statement, value

_PUBLISHED: Final = ("insert", "update", "delete", "truncate")
_OFF: Final = {
    "binary": "off",
    "disable_on_error": "off",
    "enabled": "on",
    "failover": "off",
    "origin": "any",
    "password_required": "on",
    "run_as_owner": "off",
    "slot_name": "by the subscription's name",
    "streaming": "by default",
    "synchronous_commit": "off",
    "two_phase": "off",
}
"""Defaults of CREATE SUBSCRIPTION; that of ``streaming`` is not the same on every major."""

_OF_ITS_MAKING: Final = frozenset({"connect", "create_slot", "copy_data"})
"""Options that say what CREATE SUBSCRIPTION does, not what the subscription is."""

_SWITCHES: Final = {"true": "on", "1": "on", "false": "off", "0": "off"}
"""Spellings of what is on or off."""


def _extension(kind: str, definition: str) -> Attributes:
    given = {one.defname: value(one.arg) for one in statement(kind, definition).options or ()}
    return {
        # Without SCHEMA, PostgreSQL takes the first one of the search path.
        "schema": given.get("schema", "public"),
        "version": given.get("new_version", ""),
    }


def _publication(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    given = {one.defname: value(one.arg) for one in tree.options or ()}
    published = [word.strip() for word in given.get("publish", ",".join(_PUBLISHED)).split(",")]
    objects = tree.pubobjects or ()
    tables = [one.pubtable for one in objects if one.pubtable is not None]
    return {
        "all tables": "true" if tree.for_all_tables else "false",
        **{f"table {written(table.relation)}": _published(table) for table in tables},
        "schemas": sorted(one.name or "" for one in objects if one.pubtable is None),
        "publish": [word for word in _PUBLISHED if word in published],
        "publish_via_partition_root": given.get("publish_via_partition_root", "false"),
        "publish_generated_columns": given.get("publish_generated_columns", "none"),
    }


def _published(table: Any) -> str:
    columns = ", ".join(sorted(column.sval for column in table.columns or ()))
    parts = [f"columns ({columns})"] if columns else []
    if table.whereClause is not None:
        parts.append(f"where {written(table.whereClause)}")
    return " ".join(parts) or "whole"


def _subscription(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    given = {one.defname: _option(one.arg) for one in tree.options or ()}
    return {"publications": sorted(name.sval for name in tree.publication), **_OFF, **given}


def as_created(definition: str, name: str, major: int) -> str:
    """Write a subscription's definition with what the subscription has afterwards.

    Options of its making are left out, with what they make of others, and so is what is the
    default by its name or by the major.

    :param definition: what follows its name in CREATE SUBSCRIPTION.
    :param name: its name, which its slot has by default.
    :param major: the server's major version.
    """
    tree = statement("subscription", definition)
    given = {one.defname.lower(): _option(one.arg) for one in tree.options or ()}
    if given.get("connect") == "off":
        given = {"enabled": "off", **given}
    own_slot = name if name != "none" else ""  # a word of SQL here
    usual = {"slot_name": own_slot, "streaming": "parallel" if major >= 18 else "off"}
    kept = {
        key: text
        for key, text in given.items()
        if key not in _OF_ITS_MAKING and text != usual.get(key)
    }
    options = ", ".join(f"{key} = {literal(text)}" for key, text in kept.items())
    publications = ", ".join(quote(one.sval) for one in tree.publication)
    return f"PUBLICATION {publications}" + (f" WITH ({options})" if options else "")


def _option(node: Any) -> str:
    text = value(node)
    return _SWITCHES.get(text.lower(), text)


def _event_trigger(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    tags = [tag.sval.upper() for filter_ in tree.whenclause or () for tag in filter_.arg]
    return {
        "event": tree.eventname,
        "tags": sorted(tags),
        "function": ".".join(part.sval for part in tree.funcname),
    }


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "extension": _extension,
    "publication": _publication,
    "subscription": _subscription,
    "event_trigger": _event_trigger,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset({"extension", "subscription", "event_trigger"})
"""Kinds whose attributes say everything that their definitions say."""
