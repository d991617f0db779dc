"""diesel and Supabase: one string per migration, in folders of their own making."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from ..errors import MigrationError, shown
from ..executor import batch, own
from ..lexer import lexed, pieces
from ..naming import content_problems, duplicates
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..script import BOM, Script, extensions_in
from ..session import Session
from .conduct import Conducting, filled, run_part, whole
from .layout import Layout, files_below, skipped_code

_UP = "up.sql"
_METADATA = "metadata.toml"
# The statements that the Supabase CLI sends by themselves, and those with which a file says itself
# where its transactions are.
_ALONE = re.compile(
    r"(?:CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY|DROP\s+INDEX\s+CONCURRENTLY"
    r"|REINDEX[\s(].*\sCONCURRENTLY|ALTER\s+SYSTEM|CLUSTER)(?:\s|\Z)|VACUUM(?:[\s(]|\Z)",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(?:BEGIN|START\s+TRANSACTION|COMMIT|END|ABORT|PREPARE\s+TRANSACTION"
    r"|ROLLBACK(?!(?:\s+(?:WORK|TRANSACTION))?\s+TO\b))(?:\s|\Z)",
    re.IGNORECASE,
)
_OLD_INIT = re.compile(r"(?P<version>[0-9]{14})_init\.sql")
_SUPABASE = re.compile(r"(?P<version>[0-9]+)_(?P<words>.*)\.sql")


def recognises_diesel(path: Path) -> bool:
    """Folders that hold an `up.sql`."""
    return path.is_dir() and any(path.glob(f"*/{_UP}"))


def discover_diesel(path: Path, options: Options) -> Plan:
    """Read a folder as diesel does: folders by version, the words before the first underscore.

    :raises MigrationError: when there is none, or one without `up.sql`.
    """
    folders = sorted(
        (entry for entry in path.iterdir() if entry.is_dir() and entry.name[0] != "."),
        key=lambda entry: _diesel_version(entry.name),
    )
    if not folders:
        raise MigrationError.none_found(path, "diesel", f"folders that hold an {_UP}")
    for folder in folders:
        if not (folder / _UP).is_file():
            raise MigrationError.no_script(folder, _UP)
    migrations = tuple(
        Migration(folder.name, folder / _UP, version=_diesel_version(folder.name))
        for folder in folders
    )
    down = [folder / "down.sql" for folder in folders if (folder / "down.sql").is_file()]
    left_out = tuple(LeftOut(file, "takes a migration back") for file in down)
    ledger = ("public", "__diesel_schema_migrations")
    return _plan("diesel", path, migrations, ledger, (), left_out, options)


class DieselConductor(Conducting):
    """Applies as `diesel migration run`: file and row in one transaction."""

    create_ledger = """CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (
       version VARCHAR(50) PRIMARY KEY NOT NULL,
       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
)"""

    def run(self, session: Session, migration: Migration) -> None:
        """Run one `up.sql`; `run_in_transaction = false` in `metadata.toml` is obeyed."""
        script = Script.read(migration.path)
        record = filled(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ({version})",
            version=migration.version,
        )
        transaction = _in_transaction(migration.path.with_name(_METADATA))
        run_part(session, script, whole(script, transaction=transaction), record)


def recognises_supabase(path: Path) -> bool:
    """The folder `supabase`, or `migrations` in it."""
    return _supabase_folder(path) is not None


def discover_supabase(path: Path, options: Options) -> Plan:
    """Read `supabase/migrations` as the Supabase CLI does: `<timestamp>_name.sql` by name.

    :raises MigrationError: when there is none.
    """
    folder = _supabase_folder(path) or path
    files = sorted(file for file in folder.glob("*.sql") if file.is_file())
    skipped = [file for file in files if _is_old_init(file)]
    matched = {file: _SUPABASE.fullmatch(file.name) for file in files}
    migrations = tuple(
        Migration(
            file.name.removesuffix(".sql"),
            file,
            version=match["version"],
            description=match["words"],
        )
        for file, match in matched.items()
        if match and file not in skipped
    )
    left_out = tuple(
        LeftOut(file, "is skipped by Supabase: rename it to apply it") for file in skipped
    )
    if not migrations:
        raise MigrationError.none_found(folder, "supabase", "files <timestamp>_name.sql")
    strangers = tuple(
        Problem(file, f"{shown(file)} is passed over: its name is not <timestamp>_name.sql")
        for file, match in matched.items()
        if match is None
    )
    ledger = ("supabase_migrations", "schema_migrations")
    return _plan(
        "supabase",
        folder,
        migrations,
        ledger,
        strangers,
        (*left_out, *files_below(folder)),
        options,
    )


def _is_old_init(file: Path) -> bool:
    """Whether an early version of the CLI wrote the file, before all others: it is not applied."""
    match = _OLD_INIT.fullmatch(file.name)
    old = match is not None and match["version"] < "20211209000000"
    return old and file.name == min(one.name for one in file.parent.iterdir())


class SupabaseConductor(Conducting):
    """Applies as `supabase db push`: settings reset, then the file, then its row."""

    create_ledger = (
        "CREATE SCHEMA IF NOT EXISTS supabase_migrations;"
        " CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations"
        " (version text NOT NULL PRIMARY KEY);"
        " ALTER TABLE supabase_migrations.schema_migrations"
        " ADD COLUMN IF NOT EXISTS statements text[];"
        " ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS name text"
    )

    def run(self, session: Session, migration: Migration) -> None:
        """Run one file, what can share a transaction as one string."""
        read = Script.read(migration.path)
        script = Script(read.path, read.text.removeprefix(BOM))
        own(session, "RESET ALL")
        for section in _sections(script.text):
            batch(session, script, section)
        record = filled(
            "INSERT INTO supabase_migrations.schema_migrations (version, name, statements)"
            " VALUES ({version}, {name}, {statements})",
            version=migration.version,
            name=migration.description,
            statements=list(pieces(script.text)),
        )
        own(session, record)


def _sections(text: str) -> list[slice]:
    statements = lexed(text)
    if any(_CONTROL.match(text[part]) for part in statements):
        return list(statements)
    runs = groupby(statements, lambda part: _ALONE.match(text[part]) is not None)
    return [section for alone, run in runs for section in (run if alone else [_joined(run)])]


def _joined(run: Iterable[slice]) -> slice:
    first, *others = run
    return slice(first.start, [first, *others][-1].stop)


def _plan(
    layout: str,
    root: Path,
    migrations: tuple[Migration, ...],
    ledger: tuple[str, str],
    problems: tuple[Problem, ...],
    left_out: tuple[LeftOut, ...],
    options: Options,
) -> Plan:
    scripts = [Script.read(migration.path) for migration in migrations]
    code_problems, code_left_out = skipped_code(root, options)
    return Plan(
        layout=layout,
        root=root,
        migrations=migrations,
        ledger=ledger,
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *duplicates(migrations),
            *problems,
            *content_problems(scripts),
            *code_problems,
        ),
        left_out=(*left_out, *code_left_out),
        options=options,
    )


def _diesel_version(name: str) -> str:
    return name.split("_", 1)[0].replace("-", "")


def _in_transaction(metadata: Path) -> bool:
    if not metadata.is_file():
        return True
    try:
        values = tomllib.loads(Script.read(metadata).text)
    except tomllib.TOMLDecodeError as error:
        raise MigrationError.bad_toml(metadata, str(error)) from error
    return values.get("run_in_transaction", True) is not False


def _supabase_folder(path: Path) -> Path | None:
    resolved = path.resolve()
    if resolved.name == "supabase" and (path / "migrations").is_dir():
        return path / "migrations"
    inside = resolved.name == "migrations" and resolved.parent.name == "supabase"
    return path if inside and path.is_dir() else None


DIESEL = Layout(
    name="diesel",
    summary="folders with an up.sql by version; each in a transaction",
    recognises=recognises_diesel,
    discover=discover_diesel,
    conduct=lambda plan: DieselConductor(),
    takes_schema=True,
)
SUPABASE = Layout(
    name="supabase",
    summary="supabase/migrations/<timestamp>_name.sql by name",
    recognises=recognises_supabase,
    discover=discover_supabase,
    conduct=lambda plan: SupabaseConductor(),
)
