"""Ledgers of tools that run themselves: what `alembic`, `manage.py migrate` or `sqitch` recorded.

After the team's own command has run, its ledger tells which migrations there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from .executor import own
from .session import Session, connected


@dataclass(frozen=True)
class Recorded:
    """What a tool recorded in a database.

    :param tool: the tool.
    :param ledger: schema and table that it keeps.
    :param names: the migrations, in the order in which they were applied where it says so.
    """

    tool: str
    ledger: tuple[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True)
class _Foreign:
    """A ledger: its table by default, columns that tell it from others of the name, the query."""

    tool: str
    table: str
    columns: frozenset[str]
    names: str
    order: str


_KNOWN = (
    _Foreign("alembic", "alembic_version", frozenset({"version_num"}), "version_num", "1"),
    _Foreign(
        "django",
        "django_migrations",
        frozenset({"app", "name", "applied"}),
        "app || '.' || name",
        "id",
    ),
    _Foreign(
        "sqitch",
        "changes",
        frozenset({"change_id", "project", "change", "committed_at"}),
        "project || ':' || change",
        "committed_at",
    ),
    _Foreign(
        "prisma",
        "_prisma_migrations",
        frozenset({"migration_name", "rolled_back_at"}),
        "migration_name",
        "started_at",
    ),
    _Foreign(
        "flyway",
        "flyway_schema_history",
        frozenset({"installed_rank", "script"}),
        "script",
        "installed_rank",
    ),
    _Foreign(
        "liquibase",
        "databasechangelog",
        frozenset({"filename", "author", "orderexecuted"}),
        "filename || '::' || id || '::' || author",
        "orderexecuted",
    ),
    _Foreign("knex", "knex_migrations", frozenset({"name", "batch"}), "name", "id"),
    _Foreign("node-pg-migrate", "pgmigrations", frozenset({"name", "run_on"}), "name", "id"),
    _Foreign("yoyo", "_yoyo_migration", frozenset({"migration_id"}), "migration_id", "1"),
    _Foreign("typeorm", "migrations", frozenset({"timestamp", "name"}), "name", "id"),
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
        "golang-migrate", "schema_migrations", frozenset({"version", "dirty"}), "version", "1"
    ),
    _Foreign("rails or dbmate", "schema_migrations", frozenset({"version"}), "version", "version"),
    _Foreign("goose", "goose_db_version", frozenset({"version_id"}), "version_id", "id"),
    _Foreign("sql-migrate", "gorp_migrations", frozenset({"id"}), "id", "applied_at"),
    _Foreign("sqlx", "_sqlx_migrations", frozenset({"version"}), "version", "version"),
    _Foreign("diesel", "__diesel_schema_migrations", frozenset({"version"}), "version", "version"),
    _Foreign(
        "atlas", "atlas_schema_revisions", frozenset({"version", "hash"}), "version", "version"
    ),
)

_TABLES = """
SELECT n.nspname, c.relname, pg_catalog.string_agg(a.attname::pg_catalog.text, ' ')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
GROUP BY 1, 2
ORDER BY 1, 2
"""


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
        return tuple(_read(session, table, known) for table, known in found if known)


def _known(table: str, columns: frozenset[str]) -> _Foreign | None:
    matching = (one for one in _KNOWN if one.table == table and one.columns <= columns)
    return next(matching, None)


def _read(session: Session, table: tuple[str, str], known: _Foreign) -> Recorded:
    quoted = ".".join('"' + part.replace('"', '""') + '"' for part in table)
    query = f"SELECT ({known.names})::pg_catalog.text FROM {quoted} ORDER BY {known.order}"
    names = tuple(row[0] or "" for row in own(session, query))
    return Recorded(known.tool, table, names)
