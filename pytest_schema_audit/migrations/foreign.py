"""Ledgers of tools that run themselves: what `alembic`, `manage.py migrate` or `sqitch` recorded.

After the team's own command has run, its ledger tells which migrations there are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .executor import LedgerFailed, own
from .layouts.conduct import identifier
from .session import Session, connected


@dataclass(frozen=True)
class Recorded:
    """What a tool recorded in a database.

    :param tool: the tool.
    :param ledger: schema and table that it keeps.
    :param names: the migrations, in the order in which they were applied where it says so.
    :param others: further tables that it keeps beside its ledger.
    """

    tool: str
    ledger: tuple[str, str]
    names: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()

    @property
    def tables(self) -> tuple[tuple[str, str], ...]:
        """All tables that the tool keeps."""
        return (self.ledger, *self.others)


@dataclass(frozen=True)
class _Foreign:
    """A ledger: its table by default, columns that tell it from others of the name, the query.

    :param columns: names, or ``name:type`` where a team's own table may be called alike.
    :param others: further tables of the tool.
    :param applied: which rows stand for what is applied; some tools record what failed, too.
    """

    tool: str
    table: str
    columns: frozenset[str]
    names: str
    order: str
    others: tuple[str, ...] = ()
    applied: str = "true"


_KNOWN = (
    _Foreign("alembic", "alembic_version", frozenset({"version_num"}), "version_num", "1"),
    _Foreign(
        "django",
        "django_migrations",
        frozenset({"id", "app", "name", "applied"}),
        "app || '.' || name",
        "id",
    ),
    _Foreign(
        "sqitch",
        "changes",
        frozenset({"change_id", "project", "change", "committed_at"}),
        "project || ':' || change",
        "committed_at",
        ("releases", "projects", "tags", "dependencies", "events"),
    ),
    _Foreign(
        "prisma",
        "_prisma_migrations",
        frozenset({"migration_name", "started_at", "finished_at", "rolled_back_at"}),
        "migration_name",
        "started_at",
        applied="finished_at IS NOT NULL AND rolled_back_at IS NULL",
    ),
    _Foreign(
        "flyway",
        "flyway_schema_history",
        frozenset({"installed_rank", "version", "type", "script", "success"}),
        "script",
        "installed_rank",
        applied="success AND type NOT IN ('UNDO_SQL', 'DELETE') AND NOT EXISTS (SELECT"
        " FROM {ledger} AS later WHERE later.version = one.version"
        " AND later.installed_rank > one.installed_rank AND later.type IN ('UNDO_SQL', 'DELETE'))",
    ),
    _Foreign(
        "liquibase",
        "databasechangelog",
        frozenset({"id", "filename", "author", "orderexecuted"}),
        "filename || '::' || id || '::' || author",
        "orderexecuted",
        ("databasechangeloglock",),
    ),
    _Foreign(
        "knex",
        "knex_migrations",
        frozenset({"id", "name", "batch"}),
        "name",
        "id",
        ("knex_migrations_lock",),
    ),
    _Foreign("node-pg-migrate", "pgmigrations", frozenset({"id", "name", "run_on"}), "name", "id"),
    _Foreign(
        "yoyo",
        "_yoyo_migration",
        frozenset({"migration_id"}),
        "migration_id",
        "1",
        ("yoyo_lock", "_yoyo_log", "_yoyo_version"),
    ),
    _Foreign(
        "typeorm",
        "migrations",
        frozenset({"id", "timestamp:int8", "name"}),
        "name",
        "id",
        ("typeorm_metadata",),
    ),
    _Foreign("sequelize", "SequelizeMeta", frozenset({"name"}), "name", "name"),
    _Foreign(
        "drizzle", "__drizzle_migrations", frozenset({"hash", "created_at"}), "hash", "created_at"
    ),
    _Foreign(
        "entity framework",
        "__EFMigrationsHistory",
        frozenset({"MigrationId"}),
        '"MigrationId"',
        '"MigrationId"',
    ),
    _Foreign(
        "golang-migrate",
        "schema_migrations",
        frozenset({"version:int8", "dirty:bool"}),
        # The newest version alone is kept, also while it is under way and when it failed.
        "version - dirty::pg_catalog.int4",
        "1",
        applied="version - dirty::pg_catalog.int4 > 0",
    ),
    _Foreign("tern", "schema_version", frozenset({"version:int4"}), "version", "1"),
    _Foreign(
        "supabase",
        "schema_migrations",
        frozenset({"version", "statements"}),
        "version",
        "version",
        ("seed_files",),
    ),
    _Foreign(
        "rails or dbmate",
        "schema_migrations",
        frozenset({"version"}),
        "version",
        "version",
        ("ar_internal_metadata",),
    ),
    _Foreign(
        "goose",
        "goose_db_version",
        frozenset({"id", "version_id", "is_applied"}),
        "version_id",
        "id",
        applied="is_applied AND NOT EXISTS (SELECT FROM {ledger} AS later"
        " WHERE NOT later.is_applied AND later.version_id = one.version_id AND later.id > one.id)",
    ),
    _Foreign("sql-migrate", "gorp_migrations", frozenset({"id", "applied_at"}), "id", "applied_at"),
    _Foreign(
        "sqlx",
        "_sqlx_migrations",
        frozenset({"version", "success"}),
        "version",
        "version",
        applied="success",
    ),
    _Foreign("diesel", "__diesel_schema_migrations", frozenset({"version"}), "version", "version"),
    _Foreign(
        "atlas", "atlas_schema_revisions", frozenset({"version", "hash"}), "version", "version"
    ),
)

_TABLES = """
SELECT n.nspname, c.relname,
  pg_catalog.string_agg(pg_catalog.concat(a.attname, ' ', a.attname, ':', t.typname), ' ')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
GROUP BY 1, 2
ORDER BY 1, 2
"""


_MADE = b"""
SELECT
    EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid >= 16384)
"""


def is_empty(conninfo: str) -> bool:
    """Say whether nobody made anything in a database: 16384 is the first oid of a user's object.

    :raises MigrationError: the database cannot be reached.
    """
    with connected(conninfo) as session:
        return session.send(_MADE).rows == (("f",),)


def recorded(conninfo: str) -> tuple[Recorded, ...]:
    """Read every ledger of a tool we know that is in a database.

    :raises MigrationError: when the database cannot be connected to.
    """
    with connected(conninfo) as session:
        tables = {
            (schema or "", table or ""): frozenset((columns or "").split())
            for schema, table, columns in own(session, _TABLES)
        }
        found = ((table, _known(table[1], columns)) for table, columns in tables.items())
        read = (_read(session, table, known, tables) for table, known in found if known)
        return tuple(filter(None, read))


def _known(table: str, columns: frozenset[str]) -> _Foreign | None:
    matching = (one for one in _KNOWN if one.table == table and one.columns <= columns)
    return next(matching, None)


def _read(
    session: Session, table: tuple[str, str], known: _Foreign, there: Collection[tuple[str, str]]
) -> Recorded | None:
    """Read one ledger; ``None`` where the table only looks like one: its columns are of no use."""
    ledger = identifier(*table)
    query = (
        f"SELECT ({known.names})::pg_catalog.text FROM {ledger} AS one"
        f" WHERE {known.applied.format(ledger=ledger)} ORDER BY {known.order}"
    )
    try:
        names = tuple(row[0] or "" for row in own(session, query))
    except LedgerFailed:
        return None
    others = tuple((table[0], name) for name in known.others if (table[0], name) in there)
    return Recorded(known.tool, table, names, others)
