"""Init, audit and update over one database, without pytest: thousands of them in a minute."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from pytest_schema_audit.catalog.read import read_snapshot
from pytest_schema_audit.evidence import Evidence
from pytest_schema_audit.first import Origin, first_files
from pytest_schema_audit.initial import entries
from pytest_schema_audit.maintain import ALWAYS, Updated, updated
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.manifest.edits import Removal
from pytest_schema_audit.migrations import Plan
from pytest_schema_audit.model import Snapshot
from pytest_schema_audit.outline import Outline, outline
from pytest_schema_audit.verdict import ItemKey, Same, Verdict
from pytest_schema_audit.verdicts import verdicts

_EMPTY = """
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
END $$;
"""

NO_MIGRATIONS = Plan("plain", Path("/nowhere"), (), None)


@dataclass(frozen=True)
class Bench:
    """A database that is emptied again and again, and a folder for its manifest."""

    conninfo: str
    conn: psycopg.Connection[Any]
    folder: Path

    def make(self, statements: Iterable[str]) -> None:
        """Empty the database and make a schema in it."""
        self.conn.execute("SET client_min_messages = warning")
        self.conn.execute(_EMPTY)
        self.execute(statements)

    def execute(self, statements: Iterable[str]) -> None:
        """Change what is there, as one migration."""
        with self.conn.transaction():
            for statement in statements:
                self.conn.execute(statement.encode())

    def snapshot(self) -> Snapshot:
        with self.conn.transaction():
            return read_snapshot(self.conn)

    def first(self, split: str = "schema", aspects: tuple[str, ...] = ()) -> dict[str, str]:
        """The files of a first manifest."""
        snapshot = self.snapshot()
        origin = Origin("shop", aspects=aspects)
        return first_files(entries(self.conn, snapshot, aspects), snapshot, origin, split)

    def write(self, files: dict[str, str]) -> None:
        """Put a manifest in the place of the one there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, text in files.items():
            (self.folder / name).write_bytes(text.encode())

    def outline(self) -> Outline:
        return outline(load_suite(self.folder), [])

    def verdicts(self, made: Outline) -> dict[ItemKey, Verdict]:
        evidence = Evidence(made, self.snapshot(), {})
        return verdicts(evidence, lambda: nullcontext(self.conn))

    def drift(self) -> dict[str, Verdict]:
        """Audit the database against the folder: what is not as expected."""
        answers = self.verdicts(self.outline())
        return {f"{k.node}::{k.name}": v for k, v in answers.items() if not isinstance(v, Same)}

    def update(self) -> Updated:
        """Bring the folder up to date, removals too."""
        made = self.outline()
        answers = self.verdicts(made)
        kinds = (*ALWAYS, Removal)
        return updated(self.conninfo, made, NO_MIGRATIONS, answers, set(answers), kinds)


@contextmanager
def bench(conninfo: str) -> Iterator[Bench]:
    """Open a database, with a folder of its own for its manifest."""
    folder = Path(mkdtemp(prefix="audit-property-"))
    try:
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            yield Bench(make_conninfo(conninfo), conn, folder / "expected")
    finally:
        shutil.rmtree(folder)
