"""golang-migrate and sqlx: `NNN_name.up.sql` beside `NNN_name.down.sql`, one string per file."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..errors import MigrationError, shown
from ..executor import batch, own
from ..naming import content_problems, duplicates, numbered
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..script import Script, extensions_in
from ..session import Session
from .conduct import Conducting, filled, run_part, whole
from .layout import Layout, files_below, skipped_code

_UP = re.compile(r"(?P<version>[0-9]+)_(?P<words>.*)\.up\.sql")
_DOWN = re.compile(r"[0-9]+_.*\.down\.sql")
# golang-migrate takes any extension.
_DIRECTED = re.compile(r"(?P<version>[0-9]+)_(?P<words>.*)\.(?P<direction>up|down)\..*")
_SQLX = re.compile(r"(?P<version>[0-9]+)_(?P<words>.*?)(?:\.up)?\.sql")


def recognises_golang_migrate(path: Path) -> bool:
    """Up files in a folder that is not part of a Rust crate."""
    return _has_up_files(path) and not _in_crate(path)


def recognises_sqlx(path: Path) -> bool:
    """Numbered files in a crate whose Cargo.toml names sqlx."""
    return _in_crate(path) and any(_SQLX.fullmatch(file.name) for file in _files(path))


def discover_golang_migrate(path: Path, options: Options) -> Plan:
    """Read a folder as golang-migrate's file source does: up files by their number.

    :raises MigrationError: when there is none.
    """
    matched = [(file, _DIRECTED.fullmatch(file.name)) for file in _files(path, "*")]
    up = {file: match for file, match in matched if match and match["direction"] == "up"}
    down = [file for file, match in matched if match and file not in up]
    return _discover(path, options, "golang-migrate", up, down)


def discover_sqlx(path: Path, options: Options) -> Plan:
    """Read a folder as `sqlx migrate run` does: `NNN_name.sql`, or up and down files.

    :raises MigrationError: when there is none.
    """
    down = [file for file in _files(path) if _DOWN.fullmatch(file.name)]
    matched = {file: _SQLX.fullmatch(file.name) for file in _files(path) if file not in down}
    up = {file: match for file, match in matched.items() if match}
    return _discover(path, options, "sqlx", up, down)


class GolangMigrateConductor(Conducting):
    """Applies as `migrate up`: marks the version dirty, sends the file, marks it clean."""

    create_ledger = (
        'CREATE TABLE IF NOT EXISTS "public"."schema_migrations" '
        "(version bigint not null primary key, dirty boolean not null)"
    )

    def run(self, session: Session, migration: Migration) -> None:
        """Run one file as one string, in no transaction but its own."""
        script = Script.read(migration.path)
        own(session, self._version(migration, dirty=True))
        batch(session, script)
        own(session, self._version(migration, dirty=False))

    @staticmethod
    def _version(migration: Migration, *, dirty: bool) -> str:
        return filled(
            'BEGIN; TRUNCATE "public"."schema_migrations";'
            ' INSERT INTO "public"."schema_migrations" (version, dirty)'
            " VALUES ({version}, {dirty}); COMMIT",
            version=int(migration.version),
            dirty=dirty,
        )


class SqlxConductor(Conducting):
    """Applies as `sqlx migrate run`: file and ledger row in one transaction."""

    create_ledger = """CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
    success BOOLEAN NOT NULL,
    checksum BYTEA NOT NULL,
    execution_time BIGINT NOT NULL
)"""

    def run(self, session: Session, migration: Migration) -> None:
        """Run one file; a first line ``-- no-transaction`` takes the transaction away."""
        script, started = Script.read(migration.path), time.perf_counter_ns()
        record = filled(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum,"
            " execution_time) VALUES ({version}, {words}, TRUE, {checksum}, -1)",
            version=int(migration.version),
            words=migration.description,
            checksum=hashlib.sha384(script.data).digest(),
        )
        transaction = not script.text.startswith("-- no-transaction")
        run_part(session, script, whole(script, transaction=transaction), record)
        took = filled(
            "UPDATE _sqlx_migrations SET execution_time = {took} WHERE version = {version}",
            took=time.perf_counter_ns() - started,
            version=int(migration.version),
        )
        own(session, took)


def _discover(
    path: Path, options: Options, layout: str, up: Mapping[Path, re.Match[str]], down: list[Path]
) -> Plan:
    migrations = numbered(up.items())
    if not migrations:
        raise MigrationError.none_found(path, layout, _WANTED[layout])
    strangers = [file for file in _files(path) if file not in up and file not in down]
    scripts = [Script.read(migration.path) for migration in migrations]
    code_problems, code_left_out = skipped_code(path, options)
    return Plan(
        layout=layout,
        root=path,
        migrations=migrations,
        ledger=_LEDGERS[layout],
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *duplicates(migrations),
            *(Problem(file, _stranger(file, layout)) for file in strangers),
            *content_problems(scripts),
            *code_problems,
        ),
        left_out=(
            *(LeftOut(file, "takes a migration back") for file in down),
            *files_below(path),
            *code_left_out,
        ),
        options=options,
    )


_LEDGERS = {
    "golang-migrate": ("public", "schema_migrations"),
    "sqlx": ("public", "_sqlx_migrations"),
}


_WANTED = {
    "golang-migrate": "files NNN_name.up.sql",
    "sqlx": "files NNN_name.sql or NNN_name.up.sql",
}


def _stranger(file: Path, layout: str) -> str:
    if layout == "sqlx" and "_" in file.name:
        return f"{shown(file)} stops sqlx: it has no number before the first underscore"
    return f"{shown(file)} is passed over by {layout}, which takes {_WANTED[layout]}"


def _files(path: Path, pattern: str = "*.sql") -> list[Path]:
    if not path.is_dir():
        return []
    return sorted(file for file in path.glob(pattern) if file.is_file() and file.name[0] != ".")


def _has_up_files(path: Path) -> bool:
    return any(_UP.fullmatch(file.name) for file in _files(path))


def _in_crate(path: Path) -> bool:
    """Whether a Cargo.toml above names sqlx."""
    for crate in (folder / "Cargo.toml" for folder in path.absolute().parents):
        # A folder above may be closed, which is nothing to this one.
        with suppress(PermissionError):
            if crate.is_file() and "sqlx" in Script.read(crate).text:
                return True
    return False


GOLANG_MIGRATE = Layout(
    name="golang-migrate",
    summary="NNN_name.up.sql by number; each file is one string",
    recognises=recognises_golang_migrate,
    discover=discover_golang_migrate,
    conduct=lambda plan: GolangMigrateConductor(),
)
SQLX = Layout(
    name="sqlx",
    summary="NNN_name.sql or NNN_name.up.sql by number; each file in a transaction",
    recognises=recognises_sqlx,
    discover=discover_sqlx,
    conduct=lambda plan: SqlxConductor(),
    takes_schema=True,
)
