"""The steps of tools that run themselves, from their folders; and which of them a ledger has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pytest_schema_audit.migrations import Recorded, steps_of, unrecorded

ALEMBIC = 'revision = "{}"\ndown_revision: str | tuple[str, ...] | None = {}\ndepends_on = {}\n'

DJANGO = "from django.db import migrations\nclass Migration(migrations.Migration):\n    pass\n"

SQITCH = """\
%syntax-version=1.0.0
%project=shop
%uri=https://example.com/

customer 2025-01-01T00:00:00Z Ann <a@example.com> # customers
+invoice [customer] 2025-01-02T00:00:00Z Ann <a@example.com>
@v1 2025-01-03T00:00:00Z Ann <a@example.com> # a tag

customer [customer@v1] 2025-01-04T00:00:00Z Ann <a@example.com> # reworked
"""

FOLDERS: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({"README.md": "", "tool.py": "print()"}, []),
    "alembic": (
        {
            "env.py": "import nothing",
            "versions/a.py": ALEMBIC.format("a1", None, None),
            "versions/2025/b.py": ALEMBIC.format("b2", '"a1"', None),
            "versions/broken.py": "down_revision = (",
        },
        ["b2", "a1"],
    ),
    "django": (
        {
            "shop/migrations/__init__.py": "",
            "shop/migrations/0010_x.py": DJANGO,
            "shop/migrations/0002_y.py": DJANGO,
            "shop/migrations/0003_notes.py": "NOTES = 1",
            "venv/pyvenv.cfg": "",
            "venv/lib/auth/migrations/0001_initial.py": DJANGO,
        },
        ["shop.0002_y", "shop.0010_x"],
    ),
    "sqitch": ({"sqitch.plan": SQITCH}, ["shop:customer", "shop:invoice"]),
    "yoyo": (
        {"0010.b.sql": "SELECT 1", "0002.a.py": "steps = []", "0010.b.rollback.sql": "SELECT 2"},
        ["0002.a.py", "0010.b.sql"],
    ),
    "entity framework": (
        {"2025_A.cs": "class A {}", "2025_A.Designer.cs": "", "ModelSnapshot.cs": ""},
        ["2025_A.cs"],
    ),
    "prisma": (
        {"migration_lock.toml": 'provider = "postgresql"', "1_a/migration.sql": "SELECT 1"},
        ["1_a"],
    ),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_names(name: str, tmp_path: Path) -> None:
    files, names = FOLDERS[name]
    write(tmp_path, files)
    assert [step.name for step in steps_of(tmp_path)] == names


def write(folder: Path, files: dict[str, str]) -> None:
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text)


def left(folder: Path, files: dict[str, str], tool: str, *names: str) -> set[str]:
    """Steps of a folder that a ledger with these names does not have."""
    write(folder, files)
    return set(unrecorded(steps_of(folder), [Recorded(tool, ("public", "x"), names)]))


def test_alembic_records_the_newest_alone(tmp_path: Path) -> None:
    files = {
        "a.py": ALEMBIC.format("a", None, None),
        "b.py": ALEMBIC.format("b", "'a'", None),
        "c.py": ALEMBIC.format("c", "'a'", None),
        "d.py": ALEMBIC.format("d", "('b',)", "'x'"),
        "x.py": ALEMBIC.format("x", None, None),
        "e.py": ALEMBIC.format("e", "'d'", None),
    }
    assert left(tmp_path, files, "alembic", "d") == {"c", "e"}
    assert left(tmp_path, files, "alembic") == {"a", "b", "c", "d", "e", "x"}


def test_golang_migrate_records_the_newest_alone(tmp_path: Path) -> None:
    files = {f"{number}_a.up.sql": "SELECT 1" for number in (1, 2, 10)}
    assert left(tmp_path, files, "golang-migrate", "2") == {"10_a"}


STEP = "export class Customers {}"

SPELLINGS = {
    "knex": "20250101_a.js",
    "node-pg-migrate": "20250101_a",
    "rails": "20250101",
    "typeorm": "Customers",
    "drizzle": hashlib.sha256(STEP.encode()).hexdigest(),
}


@pytest.mark.parametrize("tool", SPELLINGS)
def test_what_ledgers_call_a_step(tool: str, tmp_path: Path) -> None:
    files = {"20250101_a.js": STEP, "20250102_b.js": ""}
    assert left(tmp_path, files, tool, SPELLINGS[tool]) == {"20250102_b.js"}
