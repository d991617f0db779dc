"""Frozen values for what a manifest says, each with the place where it says so.

The loader makes them, the outline turns them into items, the checks compare them with the catalog.
SQL fragments are kept as written: bringing them to PostgreSQL's form is the server's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from ..model import AspectText


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a manifest.

    :ivar file: absolute path of the file.
    :ivar line: line, counted from 1.
    :ivar column: column in characters, counted from 1.
    :ivar source: the entry's first line, without indentation and comment.
    """

    file: Path
    line: int
    column: int
    source: str = ""


Kind: TypeAlias = Literal[
    "table",
    "column",
    "primary_key",
    "unique",
    "foreign_key",
    "check",
    "exclusion",
    "index",
    "enum",
    "sequence",
    "view",
    "materialized_view",
    "foreign_table",
    "function",
    "procedure",
    "aggregate",
    "trigger",
    "policy",
    "rule",
    "domain",
    "composite_type",
    "range_type",
    "base_type",
    "collation",
    "conversion",
    "cast",
    "operator",
    "operator_class",
    "operator_family",
    "text_search_configuration",
    "text_search_dictionary",
    "text_search_parser",
    "text_search_template",
    "statistics",
    "schema",
    "extension",
    "language",
    "access_method",
    "transform",
    "foreign_data_wrapper",
    "foreign_server",
    "user_mapping",
    "publication",
    "subscription",
    "event_trigger",
    "default_privilege",
    "total",
    "rows",
]
"""What an entry describes; also the first part of its item's name."""


@dataclass(frozen=True, slots=True)
class Text:
    """A definition as SQL, as written.

    :ivar sql: for a column ``TYPE [COLLATE x] [NOT NULL] [DEFAULT …]``; for a constraint what
        ``pg_get_constraintdef`` prints; for an index what follows ``USING`` in ``pg_get_indexdef``;
        for other kinds what follows the name in the CREATE statement.
    """

    sql: str


@dataclass(frozen=True, slots=True)
class Names:
    """A list of exact names: columns of a key, labels of an enum in their order."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of objects or rows.

    :ivar number: the number.
    :ivar at_least: whether more is fine too (``">=1"``).
    """

    number: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class TableTraits:
    """What a table's own entry says; an absent key means PostgreSQL's default.

    :ivar persistence: ``permanent`` or ``unlogged`` (``pg_class.relpersistence``).
    :ivar row_security: ``row security: enabled`` (``pg_class.relrowsecurity``).
    :ivar force_row_security: ``row security: enabled, forced`` (``pg_class.relforcerowsecurity``).
    :ivar options: storage parameters by name, values as text (``pg_class.reloptions``).
    :ivar partition_by: ``RANGE ("createdAt")``, as ``pg_get_partkeydef`` prints it; else empty.
    :ivar partition_of: ``parent FOR VALUES …`` or ``parent DEFAULT``; else empty.
    :ivar inherits: parents in their order, ``schema.name`` unless public.
    :ivar of_type: the composite type of a typed table, ``schema.name`` unless public; else empty.
    """

    persistence: Literal["permanent", "unlogged"] = "permanent"
    row_security: bool = False
    force_row_security: bool = False
    options: tuple[tuple[str, str], ...] = ()
    partition_by: str = ""
    partition_of: str = ""
    inherits: tuple[str, ...] = ()
    of_type: str = ""


Value: TypeAlias = Text | Names | Count | TableTraits


@dataclass(frozen=True, slots=True)
class Condition:
    """``when: ">=15"`` or ``">=15,<18"``: the server majors an entry is for.

    :ivar text: as written.
    :ivar lowest: lowest major it holds on.
    :ivar highest: highest major it holds on.
    """

    text: str
    lowest: int
    highest: int

    def holds(self, major: int) -> bool:
        """Say whether the entry is for servers of this major."""
        return self.lowest <= major <= self.highest


@dataclass(frozen=True, slots=True)
class Expectation:
    """One entry of a manifest.

    :ivar kind: what it describes.
    :ivar schema: the object's (or its table's) schema; empty for figures.
    :ivar table: the table it belongs to; its own name for a table; empty outside tables.
    :ivar name: exact name, never folded; for a table its name, for a figure its key.
    :ivar value: what is expected of it.
    :ivar place: where the entry stands.
    :ivar condition: the majors it is for; ``None`` for all.
    :ivar comment: the comment expected on the object; ``None`` where the entry gives none.
    :ivar enabled: ``disabled``, ``replica`` or ``always``; empty for PostgreSQL's
        default.
    :ivar aspects: key -> what the entry says there, ``owner`` -> ``app``, in the order of
        :data:`pytest_schema_audit.manifest.aspects.ASPECT_KEYS`.
    """

    kind: Kind
    schema: str
    table: str
    name: str
    value: Value
    place: Place
    condition: Condition | None = None
    comment: str | None = None
    enabled: str = ""
    aspects: tuple[tuple[str, AspectText], ...] = ()

    @property
    def relation(self) -> tuple[str, str]:
        """Schema and name of the relation that it is about or belongs to."""
        return self.schema, self.table or self.name


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """Objects that may exist without an entry.

    :ivar kind: an object kind as in ``total`` / ``unexpected`` names, singular (``index``).
    :ivar schema: pattern of the schema (``fnmatch``); ``*`` for all.
    :ivar name: pattern of the name.
    :ivar excepted: pattern of names that stay closed; empty for none.
    :ivar reason: why; required.
    :ivar place: where it stands.
    """

    kind: str
    schema: str
    name: str
    excepted: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """A drift the team has accepted for a time.

    :ivar item: ``<node>::<name>`` of the item as printed in its id.
    :ivar reason: why; required.
    :ivar owner: who answers for it; may be empty.
    :ivar until: the last day it holds; ``None`` for no end.
    :ivar place: where it stands.
    :ivar of_live: whether it is about a drift that only a live database has.
    """

    item: str
    reason: str
    owner: str
    until: date | None
    place: Place
    of_live: bool = False

    @property
    def item_name(self) -> str:
        """The item without the file, which may stand before it."""
        return "::".join(self.item.rsplit("::", 2)[-2:])


@dataclass(frozen=True, slots=True)
class MigrationsEntry:
    """The ``migrations:`` key.

    :ivar path: absolute path of the folder or file.
    :ivar layout: name of the layout; empty to detect it.
    :ivar options: what else the entry says (``files``, ``skip``, …), as plain data.
    :ivar place: where it stands.
    """

    path: Path
    layout: str
    options: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class Prelude:
    """What there is before the migrations run: what a platform or an administrator gives.

    :ivar roles: names of roles, made where they are not there.
    :ivar settings: of the database, each with its value; several where it is a list.
    :ivar files: SQL files that run then.
    """

    roles: tuple[str, ...] = ()
    settings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One YAML file of a suite.

    :ivar path: absolute path.
    :ivar expectations: its entries in the order of the file.
    """

    path: Path
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """One database, one audit: a folder of manifest files, one of which holds ``database:``.

    :ivar database: the name given there.
    :ivar main: absolute path of the file that holds ``database:``.
    :ivar line: the line of that key, counted from 1.
    :ivar files: all files, main first, the others sorted by path.
    :ivar migrations: what to apply; ``None`` when the entry is missing.
    :ivar postgres: major wanted; ``None`` when not given.
    :ivar image: Docker image wanted; empty when not given.
    :ivar prelude: what there is before the migrations run.
    :ivar seed: SQL files that run after the migrations.
    :ivar schemas: schemas the suite is limited to; empty for all of the user's.
    :ivar schemas_place: where they are named, if they are.
    :ivar allowed: kinds whose unlisted objects are allowed (``unexpected: {tables: allow}``).
    :ivar aspects: aspects switched on.
    :ivar ignore: objects that may exist without an entry.
    :ivar waivers: accepted drifts.
    """

    database: str
    main: Path
    files: tuple[ManifestFile, ...]
    migrations: MigrationsEntry | None = None
    postgres: int | None = None
    image: str = ""
    prelude: Prelude = Prelude()
    seed: tuple[Path, ...] = ()
    schemas: tuple[str, ...] = ()
    schemas_place: Place | None = None
    allowed: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    ignore: tuple[IgnoreRule, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    file_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 1

    @property
    def place(self) -> Place:
        """Where the suite itself stands: what no single entry asks for."""
        return Place(self.main, self.line, 1)

    @property
    def migrations_place(self) -> Place:
        """Where the migrations are named; the suite's own place if they are not."""
        return self.migrations.place if self.migrations else self.place

    @property
    def has_entries(self) -> bool:
        """Whether anything is expected at all."""
        return any(file.expectations for file in self.files)
