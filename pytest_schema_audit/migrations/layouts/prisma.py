"""Prisma: one folder per migration, each with a `migration.sql`.

The behaviour is that of Prisma's schema engine: folders in order of their names' bytes, each
file as one string on one connection, the ledger `_prisma_migrations` in the schema that the
connection string names, which is made where it is not there.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString

from ..errors import MigrationError, shown
from ..executor import batch, own
from ..naming import content_problems
from ..plan import Migration, Options, Plan, Problem
from ..script import Script, extensions_in
from ..session import Session
from .conduct import filled, identifier
from .layout import Layout, skipped_code

LEDGER = ("public", "_prisma_migrations")
_SCRIPT = "migration.sql"
_LOCK = "migration_lock.toml"
_NAME = re.compile(r"\d{14}_.+|0_init")

_CREATE_LEDGER = """CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)"""
_STARTED: LiteralString = (
    "INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name)"
    " VALUES ({id}, {checksum}, {now}, {name})"
)
_FINISHED: LiteralString = (
    "UPDATE _prisma_migrations SET applied_steps_count = applied_steps_count + 1,"
    " finished_at = {now} WHERE id = {id}"
)


def recognises(path: Path) -> bool:
    """A lock file, or folders that each hold a `migration.sql`."""
    return path.is_dir() and ((path / _LOCK).is_file() or any(path.glob(f"*/{_SCRIPT}")))


def discover(path: Path, options: Options) -> Plan:
    """Read the folder `migrations`.

    :raises MigrationError: for another provider, a folder without its file, or no folder.
    """
    folders = sorted(
        (entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith(".")),
        key=lambda entry: entry.name.encode(),
    )
    for folder in folders:
        if not (folder / _SCRIPT).is_file():
            raise MigrationError.no_script(folder, _SCRIPT)
    if not folders:
        raise MigrationError.none_found(path, "prisma", f"folders that hold a {_SCRIPT}")
    scripts = [Script.read(folder / _SCRIPT) for folder in folders]
    code_problems, left_out = skipped_code(path, options)
    return Plan(
        layout="prisma",
        root=path,
        migrations=tuple(Migration(folder.name, folder / _SCRIPT) for folder in folders),
        ledger=LEDGER,
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *_lock_problems(path / _LOCK),
            *_name_problems(folders),
            *content_problems(scripts),
            *code_problems,
        ),
        left_out=left_out,
        options=options,
    )


def checksum(data: bytes) -> str:
    """What the ledger records of a file: SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class PrismaConductor:
    """Applies as `prisma migrate deploy` does, on one connection from first to last.

    :param schema: the one that `?schema=` of its connection string names; empty where none is.
    """

    def __init__(self, schema: str = "") -> None:
        self._schema = schema

    def prepare(self, session: Session) -> None:
        """Create the schema, and the ledger there."""
        if self._schema:
            own(session, f"CREATE SCHEMA IF NOT EXISTS {identifier(self._schema)}")
        own(session, _CREATE_LEDGER)

    def run(self, session: Session, migration: Migration) -> None:
        """Record the start, send the file as one string, record the end."""
        script = Script.read(migration.path)
        key = str(uuid.uuid4())
        own(session, _literal(_STARTED, migration, id=key, checksum=checksum(script.data)))
        batch(session, script)
        own(session, _literal(_FINISHED, migration, id=key))

    def finish(self, session: Session) -> None:
        """Nothing: the engine just ends."""


def _literal(template: LiteralString, migration: Migration, **values: str) -> str:
    now = datetime.now(UTC).isoformat()
    return filled(template, name=migration.name, now=now, **values)


def _lock_problems(lock: Path) -> tuple[Problem, ...]:
    """Check the lock file, which Prisma writes with the first migration.

    :raises MigrationError: for a provider that is not PostgreSQL.
    """
    if not lock.is_file():
        text = f"{shown(lock)} is missing: Prisma writes it, and it belongs into version control"
        return (Problem(lock, text),)
    try:
        provider = tomllib.loads(Script.read(lock).text).get("provider")
    except tomllib.TOMLDecodeError as error:
        raise MigrationError.bad_lock(lock, str(error)) from error
    if not isinstance(provider, str):
        raise MigrationError.bad_lock(lock, "it has no key `provider`")
    if provider not in {"postgresql", "postgres"}:
        raise MigrationError.wrong_provider(lock, provider)
    return ()


def _name_problems(folders: list[Path]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            folder,
            f"{shown(folder)} is not named YYYYMMDDHHMMSS_name: Prisma orders folders by name",
        )
        for folder in folders
        if not _NAME.fullmatch(folder.name)
    )


PRISMA = Layout(
    name="prisma",
    summary="folders with a migration.sql, in order of their names",
    recognises=recognises,
    discover=discover,
    conduct=lambda plan: PrismaConductor(plan.options.schema),
    takes_schema=True,
)
