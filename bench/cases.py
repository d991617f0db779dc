"""The schemas to measure with, written into folders of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import schema

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"
REFERENCE = "reference"


@dataclass(frozen=True)
class Case:
    """A schema to measure with.

    :param name: its line in the table of results.
    :param folder: where pytest is started.
    :param scripts: SQL files, in order.
    :param tables: its tables, when it was generated.
    """

    name: str
    folder: Path
    scripts: tuple[Path, ...]
    tables: tuple[schema.Table, ...] = ()


def reference() -> Case:
    """Copy the schema that the audit of this repository is about, to be away from its tests."""
    folder = BUILD / REFERENCE
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "expected", folder / "expected")
    shutil.copytree(ROOT / "tests" / "medspa", folder / "tests" / "medspa")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    prisma = folder / "tests" / "medspa" / "prisma"
    migrations = sorted(prisma.glob("migrations/*/migration.sql"))
    return Case(REFERENCE, folder, (*migrations, prisma / "seed.sql"))


def generated(size: int, major: int) -> Case:
    """Write a schema of a given number of tables and return it.

    :param size: number of tables.
    :param major: PostgreSQL's major version.
    """
    folder = BUILD / f"{size}-tables"
    made = schema.tables(size)
    schema.write(folder, made, major)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return Case(f"{size} tables", folder, tuple(sorted(folder.glob("migrations/*.sql"))), made)
