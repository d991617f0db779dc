"""Entries for the objects that are described by their CREATE statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, cast

from psycopg import Connection

from .aspects import has_unusual
from .checks.objects import Found
from .manifest.expectation import Expectation, Kind, Place, Text
from .manifest.object_kinds import OBJECT_KINDS, object_kind
from .model import SchemaObject, Snapshot
from .remade import Statement, settled_forms

_NOWHERE = Place(Path(), 0, 0)
"""Entries that are about to be written have no place yet."""


def object_entries(
    conn: Connection[Any], snapshot: Snapshot, noted: Collection[str]
) -> Iterator[Expectation]:
    """Describe every object of a kind in :data:`OBJECT_KINDS`, in the form that stays.

    :param conn: a connection outside any transaction on a private database with the same objects.
    :param snapshot: what to describe; clones only where they are not as their parents are.
    :param noted: the aspects that count for that.
    """
    found = [
        one
        for key, one in snapshot.objects.items()
        if object_kind(one.kind) and (not one.clone or has_unusual(snapshot, Found(*key), noted))
    ]
    statements = {id(one): _statement(one) for one in found}
    forms = settled_forms(conn, statements.values())
    order = [kind.noun for kind in OBJECT_KINDS.values()]
    for one in sorted(found, key=lambda one: (order.index(one.kind), one.schema, one.table)):
        form = forms.get(statements[id(one)])
        text = form if isinstance(form, str) else one.definition
        kind = cast(Kind, one.kind.replace(" ", "_"))
        yield Expectation(
            kind, one.schema, one.table, one.name, Text(text), _NOWHERE, enabled=one.enabled
        )


def _statement(one: SchemaObject) -> Statement:
    return Statement(one.kind.replace(" ", "_"), one.schema, one.definition, one.name)
