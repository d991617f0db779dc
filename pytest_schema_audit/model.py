"""Frozen values for what the catalog holds.

Field names are the column aliases of the catalog queries. Definitions are text as PostgreSQL
deparses it with ``search_path = pg_catalog, public``. ``xid`` (the row's ``xmin``, 32 bits) tells
which transaction last wrote the row; it is where an object comes from, not what it is, and so takes
no part in equality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

QualifiedName: TypeAlias = tuple[str, str]
"""Schema and name, exact spelling."""

AspectText: TypeAlias = "str | tuple[tuple[str, str], ...]"
"""What is said of an aspect: a text, or texts by name, as privileges by role."""


@dataclass(frozen=True, slots=True)
class Table:
    """An ordinary or partitioned table (``pg_class.relkind`` ``r`` and ``p``)."""

    schema: str
    name: str
    persistence: str
    row_security: bool
    force_row_security: bool
    options: tuple[str, ...]
    partition_by: str
    partition_of: str
    inherits: tuple[str, ...]
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)
    of_type: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table (``pg_attribute``, ``pg_attrdef``).

    :ivar position: ``attnum``; order is an aspect, so it takes no part in equality.
    :ivar collation: empty where it is the type's own.
    :ivar generated: ``""``, ``STORED`` or ``VIRTUAL``; the expression is in ``default`` then.
    :ivar identity: ``""``, ``ALWAYS`` or ``BY DEFAULT``.
    :ivar identity_options: sequence options that are not the type's defaults, as SQL.
    :ivar serial: the default as ``nextval`` of the sequence this column owns; else empty.
    :ivar inherited: whether it only exists because a parent has it.
    """

    schema: str
    table: str
    name: str
    position: int = field(compare=False)
    type: str
    collation: str
    not_null: bool
    default: str
    generated: str
    identity: str
    identity_options: str
    serial: str = field(compare=False)
    inherited: bool = field(compare=False)
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)
    default_xid: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Index:
    """An index of a table (``pg_index``).

    :ivar definition: what follows ``USING`` in ``pg_get_indexdef``.
    :ivar options: ``pg_class.reloptions``, which the text of a constraint does not show.
    :ivar options_xid: ``xmin`` of the row that they stand in.
    :ivar constraint: ``contype`` of the constraint it belongs to; empty for a bare index.
    :ivar clone: whether PostgreSQL made it on a partition from the parent's index.
    :ivar apart: whether it is such a clone with other storage parameters than the parent's.
    """

    schema: str
    table: str
    name: str
    unique: bool
    valid: bool
    constraint: str
    definition: str
    options: tuple[str, ...]
    clone: bool = field(compare=False)
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)
    options_xid: int = field(compare=False)
    apart: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint of a table (``pg_constraint``), not-null constraints left to their columns.

    :ivar type: ``contype``: ``p``, ``u``, ``f``, ``c`` or ``x``.
    :ivar definition: ``pg_get_constraintdef``.
    :ivar clone: whether PostgreSQL made it on a partition or child from the parent's.
    :ivar enabled: when the triggers behind it fire, ``disabled on referencing``; empty for the
        default.
    """

    schema: str
    table: str
    name: str
    type: str
    definition: str
    clone: bool = field(compare=False)
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)
    enabled: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Enum:
    """An enumerated type (``pg_enum``).

    :ivar labels: in their sort order.
    """

    schema: str
    name: str
    labels: tuple[str, ...]
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence (``pg_sequence``) that no identity column made; its position is data.

    :ivar definition: every option, as SQL: ``bigint INCREMENT 1 MINVALUE 1 …``.
    :ivar owned_by: ``schema.table.column`` as SQL prints it; empty for ``NONE``.
    :ivar implied: whether ``serial`` made it and nobody changed it since: part of its column.
    """

    schema: str
    name: str
    definition: str
    owned_by: str
    implied: bool = field(compare=False)
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SchemaObject:
    """An object of any other kind.

    :ivar kind: a key of :data:`pytest_schema_audit.kinds.PLURALS`.
    :ivar schema: empty for kinds outside schemas.
    :ivar table: the relation that a trigger, policy or rule belongs to; else empty.
    :ivar name: unique within kind, schema and table; with arguments where names can be overloaded.
    :ivar definition: what follows the name in the CREATE statement, as PostgreSQL prints it; empty
        for kinds that entries cannot describe.
    :ivar enabled: ``disabled``, ``replica`` or ``always``; empty for the default.
    :ivar clone: whether PostgreSQL made it from a parent's and it is as its parent is.
    :ivar hidden: why the role cannot read the definition; empty where it can.
    """

    kind: str
    schema: str
    table: str
    name: str
    definition: str
    enabled: str
    comment: str | None = field(compare=False)
    xid: int = field(compare=False)
    clone: bool = field(default=False, compare=False)
    hidden: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AspectValue:
    """What an object has of an aspect: its owner, its privileges, how it is stored.

    :ivar actual: what it has: a text, or texts by name, as privileges by role.
    :ivar usual: what it would have if nobody had said anything.
    :ivar every: what ``ALL`` stands for, of privileges; else empty.
    :ivar xid: the transaction that last wrote its row; 0 where that is not known.
    """

    actual: AspectText
    usual: AspectText
    every: str = ""
    xid: int = field(default=0, compare=False)


ObjectKey: TypeAlias = tuple[str, str, str, str]
"""Kind, schema, table and name of a :class:`SchemaObject`."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The user's objects of one database at one moment.

    :ivar major: major version of the server.
    :ivar columns: table -> name -> column, in table order.
    :ivar indexes: table -> name -> index.
    :ivar constraints: table -> name -> constraint.
    :ivar objects: everything of other kinds.
    :ivar aspects: object -> key of entries -> what it has there; only of aspects that were asked
        for. Parts of tables are keyed by ``column`` or ``index``.
    :ivar types: every type a bare word may name, rows of tables too.
    """

    major: int
    tables: Mapping[QualifiedName, Table]
    columns: Mapping[QualifiedName, Mapping[str, Column]]
    indexes: Mapping[QualifiedName, Mapping[str, Index]]
    constraints: Mapping[QualifiedName, Mapping[str, Constraint]]
    enums: Mapping[QualifiedName, Enum]
    sequences: Mapping[QualifiedName, Sequence]
    objects: Mapping[ObjectKey, SchemaObject]
    types: frozenset[QualifiedName]
    aspects: Mapping[ObjectKey, Mapping[str, AspectValue]] = field(default_factory=dict)
