"""An explicit list of files, and a single schema file: run as psql runs them."""

from __future__ import annotations

from pathlib import Path

from ..errors import MigrationError
from ..naming import content_problems, sql_files
from ..plan import LeftOut, Migration, Options, Plan
from ..psql import filled
from ..script import Script, extensions_in
from .layout import Layout
from .plain import PlainConductor


def recognises_listed(path: Path) -> bool:
    """Never: a list stands in the manifest, not in a folder."""
    return False


def discover_listed(path: Path, options: Options) -> Plan:
    """Take the files that `files:` lists, in its order; paths are relative to the folder.

    :raises MigrationError: when the list is empty or names a file that is not there.
    """
    base = path if path.is_dir() else path.parent
    files = [base / name for name in options.files]
    if not files:
        raise MigrationError.none_found(path, "files", "the files that `files:` lists")
    for file in files:
        if not file.is_file():
            raise MigrationError.missing(file)
    listed = {file.resolve() for file in files}
    others = [file for file in sql_files(base) if file.resolve() not in listed]
    migrations = tuple(
        Migration(name.removesuffix(".sql"), file)
        for name, file in zip(options.files, files, strict=True)
    )
    return _plan(
        "files", path, migrations, tuple(LeftOut(o, "not listed") for o in others), options
    )


def recognises_schema(path: Path) -> bool:
    """A single file."""
    return path.is_file()


def discover_schema(path: Path, options: Options) -> Plan:
    """Take one file: `schema.sql`, what `pg_dump` wrote, Rails' `structure.sql`.

    :raises MigrationError: when it is an archive of `pg_dump` and not SQL, or a folder.
    """
    if path.is_dir():
        raise MigrationError.none_found(path, "schema", "one SQL file")
    with path.open("rb") as file:
        if file.read(5) == b"PGDMP":
            raise MigrationError.archive(path)
    return _plan("schema", path, (Migration(path.stem, path),), (), options)


def _plan(
    layout: str,
    root: Path,
    migrations: tuple[Migration, ...],
    left_out: tuple[LeftOut, ...],
    options: Options,
) -> Plan:
    scripts = [Script.read(migration.path) for migration in migrations]
    return Plan(
        layout=layout,
        root=root,
        migrations=migrations,
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=content_problems(scripts),
        left_out=left_out,
        options=options,
    )


FILES = Layout(
    name="files",
    summary="the SQL files that `files:` lists, in its order, each run as psql runs a file",
    recognises=recognises_listed,
    discover=discover_listed,
    conduct=lambda plan: PlainConductor(),
    filled=filled,
)
SCHEMA = Layout(
    name="schema",
    summary="one SQL file: schema.sql, output of pg_dump, structure.sql; run as psql runs a file",
    recognises=recognises_schema,
    discover=discover_schema,
    conduct=lambda plan: PlainConductor(),
    filled=filled,
)
