"""What each tool's ledger says, as one query a tool with the same columns.

The columns: the key of a migration as the ledger has it, its state (``applied``, ``failed``,
``rolled back``; ``baseline`` for a row that only stands for others), and its checksum, in the order
in which the tool applied; a fourth is its description, where the tool compares that, too. The
queries run under any ``search_path`` and read the ledger alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .layouts.flyway import checksums_of, key_of, normal_key, version_key
from .plan import Migration, Plan
from .script import Script

Checksums = Callable[[Plan, Migration], frozenset[str]]

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Entry:
    """A row of a ledger, as the queries give it."""

    key: str
    state: str
    checksum: str | None = None
    description: str | None = None


def _others(plan: Plan, path: Path) -> frozenset[str]:
    inside = path.relative_to(plan.root).as_posix() if path.is_relative_to(plan.root) else ""
    number = _NUMBER.match(path.name)
    if path.suffix == ".sql" or number is None:
        return frozenset({inside})
    return frozenset({inside, path.stem, number[0], str(int(number[0]))})


@dataclass(frozen=True)
class LedgerReading:
    """How a tool's ledger is read.

    :param query: the SELECT, with the columns of an entry; ``{ledger}`` is the table.
    :param key: what the ledger calls a migration of a plan.
    :param normal: the one way to write a key that the ledger may write in several.
    :param others: what the ledger may call a file of the folder that is no step here: one of code,
        one that a baseline stands for.
    :param checksums: every checksum that counts as the file's own; none where the tool keeps none.
    :param stands_for: whether a row says of a migration, too, that it is applied.
    :param repeats: whether a migration is applied again, after all others, when it was edited.
    """

    query: str
    key: Callable[[Plan, Migration], str]
    checksums: Checksums = lambda plan, migration: frozenset()
    stands_for: Callable[[Entry, Migration], bool] = lambda entry, one: False
    repeats: Callable[[Migration], bool] = lambda migration: False
    normal: Callable[[str], str] = lambda key: key
    others: Callable[[Plan, Path], frozenset[str]] = _others


def _name(plan: Plan, migration: Migration) -> str:
    return migration.name


def _version(plan: Plan, migration: Migration) -> str:
    return migration.version


def _file_name(plan: Plan, migration: Migration) -> str:
    return migration.path.name


def _by_line_ends(digest: Callable[[bytes], str]) -> Checksums:
    """Checksums of the file as it is, and with either kind of line end: no edit, all three."""

    def checksums(plan: Plan, migration: Migration) -> frozenset[str]:
        data = Script.read(migration.path).data
        unix = data.replace(b"\r\n", b"\n")
        return frozenset(map(digest, (data, unix, unix.replace(b"\n", b"\r\n"))))

    return checksums


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha384(data: bytes) -> str:
    return hashlib.sha384(data).hexdigest()


def _is_newer(entry: Entry, migration: Migration) -> bool:
    """Of a ledger that keeps the newest version alone."""
    return int(entry.key) > int(migration.version)


def _is_above(entry: Entry, migration: Migration) -> bool:
    """A baseline of Flyway's stands for the versions up to its own.

    A baseline migration is for new databases, and passed over where anything was applied.
    """
    if not migration.version:
        return False
    if entry.state == "baseline":
        return version_key(migration.version) <= version_key(entry.key)
    return migration.path.name.startswith("B")


READINGS = {
    "prisma": LedgerReading(
        "SELECT migration_name::pg_catalog.text, CASE WHEN rolled_back_at IS NOT NULL"
        " THEN 'rolled back' WHEN finished_at IS NULL THEN 'failed' ELSE 'applied' END,"
        " checksum::pg_catalog.text FROM {ledger} ORDER BY started_at",
        _name,
        _by_line_ends(_sha256),
    ),
    "flyway": LedgerReading(
        # Flyway knows a migration by its version, or by its words: it may lie in another folder.
        # What takes one back has its version, and a type of its own.
        "SELECT CASE WHEN h.type = 'BASELINE' THEN '' WHEN h.version IS NULL"
        " THEN 'R__' || h.description WHEN 'SQL_BASELINE' = COALESCE((SELECT v.type"
        " FROM {ledger} AS v WHERE h.type IN ('UNDO_SQL', 'DELETE')"
        " AND v.version = h.version AND v.installed_rank < h.installed_rank"
        " AND v.type IN ('SQL', 'SQL_BASELINE') ORDER BY v.installed_rank DESC LIMIT 1), h.type)"
        " THEN 'B' ELSE 'V' END::pg_catalog.text || COALESCE(h.version, ''),"
        " CASE WHEN h.type = 'BASELINE' THEN 'baseline' WHEN h.type IN ('UNDO_SQL', 'DELETE')"
        " THEN 'rolled back' WHEN h.success THEN 'applied' ELSE 'failed' END,"
        " h.checksum::pg_catalog.text, h.description::pg_catalog.text FROM {ledger} AS h"
        " WHERE h.type IN ('SQL', 'SQL_BASELINE', 'BASELINE', 'UNDO_SQL', 'DELETE')"
        " ORDER BY h.installed_rank",
        lambda plan, migration: key_of(migration.path.name),
        checksums_of,
        stands_for=_is_above,
        repeats=lambda migration: not migration.version,
        normal=normal_key,
        others=lambda plan, path: frozenset({key_of(path.name)}),
    ),
    "golang-migrate": LedgerReading(
        "SELECT version::pg_catalog.text, CASE WHEN dirty THEN 'failed' ELSE 'applied' END,"
        # -1 is no version: what was taken back altogether, or not made.
        " NULL::pg_catalog.text FROM {ledger} WHERE version >= 0",
        _version,
        stands_for=_is_newer,
    ),
    "tern": LedgerReading(
        "SELECT version::pg_catalog.text, 'applied', NULL::pg_catalog.text"
        " FROM {ledger} WHERE version > 0",
        _version,
        stands_for=_is_newer,
    ),
    "goose": LedgerReading(
        "SELECT version_id::pg_catalog.text, CASE WHEN is_applied THEN 'applied'"
        " ELSE 'rolled back' END, NULL::pg_catalog.text FROM {ledger}"
        " WHERE version_id > 0 ORDER BY id",
        _version,
    ),
    "dbmate": LedgerReading(
        "SELECT version::pg_catalog.text, 'applied', NULL::pg_catalog.text"
        " FROM {ledger} ORDER BY version",
        _version,
    ),
    "sql-migrate": LedgerReading(
        "SELECT id, 'applied', NULL::pg_catalog.text FROM {ledger} ORDER BY applied_at",
        _file_name,
    ),
    "sqlx": LedgerReading(
        "SELECT version::pg_catalog.text, CASE WHEN success THEN 'applied' ELSE 'failed' END,"
        " pg_catalog.encode(checksum, 'hex') FROM {ledger}"
        " ORDER BY installed_on, version",
        _version,
        _by_line_ends(_sha384),
    ),
    "diesel": LedgerReading(
        "SELECT version::pg_catalog.text, 'applied', NULL::pg_catalog.text"
        " FROM {ledger} ORDER BY run_on, version",
        _version,
    ),
    "supabase": LedgerReading(
        "SELECT version, 'applied', NULL::pg_catalog.text FROM {ledger} ORDER BY version",
        _version,
    ),
}
