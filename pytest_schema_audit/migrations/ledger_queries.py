"""What each tool's ledger says, as one query a tool with the same three columns.

The columns: the key of a migration as the ledger has it, its state (``applied``, ``failed``,
``rolled back``), and its checksum, in the order in which the tool applied. The queries run under
any ``search_path`` and read nothing but the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from .layouts.flyway_script import checksum as flyway_checksum
from .plan import Migration, Plan
from .script import Script

Checksums = Callable[[Script], frozenset[str]]


@dataclass(frozen=True)
class LedgerReading:
    """How a tool's ledger is read.

    :param query: the SELECT, with columns key, state, checksum.
    :param key: what the ledger calls a migration of a plan.
    :param checksums: every checksum that counts as the file's own; none where the tool keeps none.
    :param last_only: whether the ledger keeps the newest version alone.
    """

    query: str
    key: Callable[[Plan, Migration], str]
    checksums: Checksums = lambda script: frozenset()
    last_only: bool = False


def _name(plan: Plan, migration: Migration) -> str:
    return migration.name


def _version(plan: Plan, migration: Migration) -> str:
    return migration.version


def _file_name(plan: Plan, migration: Migration) -> str:
    return migration.path.name


def _relative(plan: Plan, migration: Migration) -> str:
    return migration.path.relative_to(plan.root).as_posix()


def _by_line_ends(digest: Callable[[bytes], str]) -> Checksums:
    """Checksums of the file as it is, and with either kind of line end: no edit, all three."""

    def checksums(script: Script) -> frozenset[str]:
        unix = script.data.replace(b"\r\n", b"\n")
        return frozenset(map(digest, (script.data, unix, unix.replace(b"\n", b"\r\n"))))

    return checksums


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha384(data: bytes) -> str:
    return hashlib.sha384(data).hexdigest()


def _flyway(script: Script) -> frozenset[str]:
    return frozenset({str(flyway_checksum(script))})


READINGS = {
    "prisma": LedgerReading(
        "SELECT migration_name::pg_catalog.text, CASE WHEN rolled_back_at IS NOT NULL"
        " THEN 'rolled back' WHEN finished_at IS NULL THEN 'failed' ELSE 'applied' END,"
        " checksum::pg_catalog.text FROM public._prisma_migrations ORDER BY started_at",
        _name,
        _by_line_ends(_sha256),
    ),
    "flyway": LedgerReading(
        "SELECT script::pg_catalog.text, CASE WHEN success THEN 'applied' ELSE 'failed' END,"
        " checksum::pg_catalog.text FROM public.flyway_schema_history"
        " WHERE type IN ('SQL', 'SQL_BASELINE') ORDER BY installed_rank",
        _relative,
        _flyway,
    ),
    "golang-migrate": LedgerReading(
        "SELECT version::pg_catalog.text, CASE WHEN dirty THEN 'failed' ELSE 'applied' END,"
        " NULL::pg_catalog.text FROM public.schema_migrations",
        _version,
        last_only=True,
    ),
    "goose": LedgerReading(
        "SELECT version_id::pg_catalog.text, CASE WHEN is_applied THEN 'applied'"
        " ELSE 'rolled back' END, NULL::pg_catalog.text FROM public.goose_db_version"
        " WHERE version_id > 0 ORDER BY id",
        _version,
    ),
    "dbmate": LedgerReading(
        "SELECT version::pg_catalog.text, 'applied', NULL::pg_catalog.text"
        " FROM public.schema_migrations ORDER BY version",
        _version,
    ),
    "sql-migrate": LedgerReading(
        "SELECT id, 'applied', NULL::pg_catalog.text FROM public.gorp_migrations"
        " ORDER BY applied_at",
        _file_name,
    ),
    "sqlx": LedgerReading(
        "SELECT version::pg_catalog.text, CASE WHEN success THEN 'applied' ELSE 'failed' END,"
        " pg_catalog.encode(checksum, 'hex') FROM public._sqlx_migrations"
        " ORDER BY installed_on, version",
        _version,
        _by_line_ends(_sha384),
    ),
    "diesel": LedgerReading(
        "SELECT version::pg_catalog.text, 'applied', NULL::pg_catalog.text"
        " FROM public.__diesel_schema_migrations ORDER BY run_on, version",
        _version,
    ),
    "supabase": LedgerReading(
        "SELECT version, 'applied', NULL::pg_catalog.text"
        " FROM supabase_migrations.schema_migrations ORDER BY version",
        _version,
    ),
}
