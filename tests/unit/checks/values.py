"""Values of the model with as little said as a test needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytest_schema_audit.model import (
    Column,
    Constraint,
    Enum,
    Index,
    Sequence,
    Snapshot,
    Table,
)

_COLUMN = Column(
    schema="public", table="item", name="a", position=1, type="integer", collation="",
    not_null=False, default="", generated="", identity="", identity_options="", serial="",
    inherited=False, comment=None, xid=0, default_xid=0,
)  # fmt: skip
_INDEX = Index(
    schema="public", table="item", name="i", unique=False, valid=True, constraint="",
    definition="btree (a)", options=(), clone=False, comment=None, xid=0, options_xid=0,
)  # fmt: skip
_TABLE = Table(
    schema="public", name="item", persistence="permanent", row_security=False,
    force_row_security=False, options=(), partition_by="", partition_of="", inherits=(),
    comment=None, xid=0,
)  # fmt: skip
_SEQUENCE = Sequence(
    schema="public", name="s",
    definition="bigint INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 START 1 CACHE 1",
    owned_by="", implied=False, comment=None, xid=0,
)  # fmt: skip
_EMPTY = Snapshot(
    major=18, tables={}, columns={}, indexes={}, constraints={}, enums={}, sequences={},
    objects={}, types=frozenset(),
)  # fmt: skip


def column(type_: str = "integer", **values: Any) -> Column:
    return replace(_COLUMN, type=type_, **values)


def index(definition: str = "btree (a)", **values: Any) -> Index:
    return replace(_INDEX, definition=definition, **values)


def constraint(definition: str, type_: str = "c", **values: Any) -> Constraint:
    made = Constraint("public", "item", "c", type_, definition, clone=False, comment=None, xid=0)
    return replace(made, **values)


def table(**values: Any) -> Table:
    return replace(_TABLE, **values)


def enum(*labels: str) -> Enum:
    return Enum("public", "mood", labels, comment=None, xid=0)


def sequence(definition: str, owned_by: str = "") -> Sequence:
    return replace(_SEQUENCE, definition=definition, owned_by=owned_by)


def snapshot(**values: Any) -> Snapshot:
    return replace(_EMPTY, **values)
