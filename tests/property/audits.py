"""Init, audit and update over one database, without pytest: thousands of them in a minute."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

from pytest_schema_audit.aspects import aspects_to_read
from pytest_schema_audit.audit import Audited, AuditReport
from pytest_schema_audit.catalog.read import read_snapshot
from pytest_schema_audit.evidence import Evidence
from pytest_schema_audit.first import MAIN, SCHEMA_FILE, Origin, first_files, needed
from pytest_schema_audit.initial import entries
from pytest_schema_audit.maintain import ALWAYS, Updated, updated
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.manifest.edits import Removal
from pytest_schema_audit.manifest.expectation import Expectation, Place
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

_LEFT_BEHIND = "SELECT pg_relation_size('pg_attribute') > 3000000"
_CATALOGS = (
    "pg_attrdef, pg_attribute, pg_class, pg_constraint, pg_depend, pg_description, pg_enum, "
    "pg_index, pg_namespace, pg_trigger, pg_type"
)
"""Where thousands of schemas leave their dead rows, which slow every reading of the catalog."""

_NOWHERE = Place(Path(), 0, 0)
NO_MIGRATIONS = Plan("plain", Path("/nowhere"), (), None)


@dataclass(frozen=True)
class Bench:
    """A database that is emptied again and again, and a folder for its manifest."""

    conninfo: str
    conn: psycopg.Connection[Any]
    folder: Path

    @property
    def major(self) -> int:
        return self.conn.info.server_version // 10000

    def make(self, statements: Iterable[str]) -> None:
        """Empty the database and make a schema in it."""
        self.conn.execute("SET client_min_messages = warning")
        self.conn.execute(_EMPTY)
        if self.conn.execute(_LEFT_BEHIND).fetchone() == (True,):
            self.conn.execute(f"VACUUM FULL {_CATALOGS}")
        self.execute(statements)

    def execute(self, statements: Iterable[str]) -> None:
        """Change what is there, as one migration."""
        with self.conn.transaction():
            for statement in statements:
                self.conn.execute(statement.encode())

    def snapshot(self, aspects: Collection[str] = ()) -> Snapshot:
        with self.conn.transaction():
            return read_snapshot(self.conn, aspects)

    def first(self, split: str = "schema", aspects: tuple[str, ...] = ()) -> dict[str, str]:
        """The files of a first manifest."""
        snapshot = self.snapshot(aspects)
        origin = Origin("shop", aspects=aspects)
        found = needed(entries(self.conn, snapshot, aspects), aspects)
        return first_files(found, snapshot, origin, split)

    def write(self, files: dict[str, str]) -> None:
        """Put a manifest in the place of the one there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, text in files.items():
            (self.folder / name).write_bytes(text.encode())

    def outline(self) -> Outline:
        return outline(load_suite(self.folder), [])

    def verdicts(self, made: Outline) -> dict[ItemKey, Verdict]:
        evidence = Evidence(made, self.snapshot(aspects_to_read(made.suite)), {})
        return verdicts(evidence, lambda: nullcontext(self.conn))

    def drift(self) -> dict[str, Verdict]:
        """Audit the database against the folder: what is not as expected."""
        answers = self.verdicts(self.outline())
        return {f"{k.node}::{k.name}": v for k, v in answers.items() if not isinstance(v, Same)}

    def expectations(self) -> frozenset[Expectation]:
        """What the folder expects, wherever it stands."""
        items = self.outline().items()
        return frozenset(_placeless(entry) for item in items for entry in item.expectations)

    def update(self) -> Updated:
        """Bring the folder up to date, removals too."""
        made = self.outline()
        answers = self.verdicts(made)
        kinds = (*ALWAYS, Removal)
        audited = Audited(AuditReport(answers, (), "", ()), self.conninfo)
        return updated(audited, made, NO_MIGRATIONS, set(answers), kinds)


def _placeless(entry: Expectation) -> Expectation:
    return replace(entry, place=_NOWHERE)


def described(opened: Bench, aspects: tuple[str, ...] = ()) -> frozenset[Expectation]:
    """What a manifest made anew would expect."""
    found = needed(entries(opened.conn, opened.snapshot(aspects), aspects), aspects)
    return frozenset(map(_placeless, found))


def annotated(files: dict[str, str]) -> dict[str, str]:
    """Write a comment above every entry and a blank line above every table, as people do."""
    return {
        name: _annotated(text) if name not in {MAIN, SCHEMA_FILE} else text
        for name, text in files.items()
    }


def _annotated(text: str) -> str:
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        indent = len(line) - len(line.lstrip(" "))
        if indent == 2:
            lines.append("\n")
        if indent in {2, 6}:
            lines.append(f"{' ' * indent}# note {number}\n")
        lines.append(line)
    return "".join(lines)


def surplus(diff: str, before: Set[Expectation], after: Set[Expectation]) -> str:
    """Say which lines of a diff are about nothing that changed; empty when there are none.

    Lines of tables and sections that begin or end with an entry are not counted. A comment may
    only go with the entry it stands above.
    """
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++", "@@", " "))]
    gone = [line for line in lines if line.startswith("-") and line != "-"]
    new = [line for line in lines if line.startswith("+")]
    notes = [line for line in new if _is_note(line)]
    orphans = [n for n, below in pairwise([*gone, ""]) if _is_note(n) and not _goes(n, below)]
    too_many = _too_many(gone, before - after) or _too_many(new, after - before)
    return "\n".join(lines) if too_many or notes or orphans else ""


def _too_many(lines: list[str], changed: Set[Expectation]) -> bool:
    """Whether there are lines of more than what changed; what is of no table may have several."""
    own = [line for line in lines if _is_entry(line) and _indent(line) == 4]
    outermost = [entry for entry in changed if entry.kind == "table" or not entry.table]
    return sum(map(_is_entry, lines)) - len(own) > len(changed) or bool(own and not outermost)


def _is_note(line: str) -> bool:
    return line[1:].lstrip().startswith("# note")


def _goes(note: str, below: str) -> bool:
    """Whether the next line that went is the entry below a comment."""
    return _indent(below) == _indent(note) and not _is_note(below)


def _indent(line: str) -> int:
    return len(line[1:]) - len(line[1:].lstrip(" "))


def _is_entry(line: str) -> bool:
    """Whether an entry begins here: no heading, no comment, no further line of a text."""
    text = line[1:].strip()
    of_a_block = _indent(line) > 6
    heading = text.endswith((":", ": {}"))
    return bool(text) and not (of_a_block or heading or text.startswith("#"))


@contextmanager
def bench(conninfo: str) -> Iterator[Bench]:
    """Open a database, with a folder of its own for its manifest."""
    folder = Path(mkdtemp(prefix="audit-property-"))
    try:
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            yield Bench(conninfo, conn, folder / "expected")
    finally:
        shutil.rmtree(folder)
