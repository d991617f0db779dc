from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pytest_schema_audit.migrations import LAYOUTS, MigrationError, discover
from pytest_schema_audit.migrations.layouts.prisma import checksum

FILES = {
    "prisma": ("migration_lock.toml", "20250101000000_init/migration.sql"),
    "diesel": ("2024-01-01-000000_init/up.sql",),
    "flyway": ("V1__init.sql",),
    "golang-migrate": ("000001_init.up.sql",),
    "goose": ("00001_init.sql",),
    "dbmate": ("20240101000000_init.sql",),
    "sql-migrate": ("1_init.sql",),
    "plain": ("1_init.sql",),
}
TEXTS = {
    "goose": "-- +goose Up\nSELECT 1;\n",
    "dbmate": "-- migrate:up\nSELECT 1;\n",
    "sql-migrate": "-- +migrate Up\nSELECT 1;\n",
}


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


@pytest.mark.parametrize("layout", FILES)
def test_a_folder_tells_its_layout(layout: str) -> None:
    for name in FILES[layout]:
        write(f"m/{name}", TEXTS.get(layout, "SELECT 1;"))
    if layout == "prisma":
        write("m/migration_lock.toml", 'provider = "postgresql"')
    plan = discover(Path("m"))
    assert (plan.layout, len(plan.migrations)) == (layout, 1)
    assert discover(Path("m"), layout=layout) == plan


def test_a_file_is_a_schema() -> None:
    write("schema.sql", "SELECT 1;")
    assert discover(Path("schema.sql")).layout == "schema"


def test_every_layout_says_what_it_takes() -> None:
    assert all(name == layout.name and layout.summary for name, layout in LAYOUTS.items())


@pytest.mark.parametrize(
    ("path", "layout", "text"),
    [
        (
            "gone",
            None,
            "migrations: gone does not exist\n"
            "  way out: correct `migrations:` in the manifest, or give "
            "--schema-audit-migrations PATH",
        ),
        (
            "m/file.sql",
            "prisma",
            "migrations: m/file.sql is a file, and the layout prisma reads a folder\n"
            "  way out: name the folder, or another layout: --schema-audit-layout NAME",
        ),
        (
            "empty",
            None,
            "migrations: no layout recognises empty\n"
            f"  tried: {(chr(10) + ' ' * 9).join(sorted(LAYOUTS))}\n"
            "  way out: name the layout: --schema-audit-layout NAME",
        ),
        (
            "empty",
            "flyway",
            "migrations: empty holds no migration\n"
            "  the layout flyway looks for files V<version>__words.sql\n"
            "  way out: correct `migrations:` in the manifest, or give "
            "--schema-audit-migrations PATH\n"
            "           name another layout: --schema-audit-layout NAME",
        ),
    ],
)
def test_nothing_to_apply_is_an_error(path: str, layout: str | None, text: str) -> None:
    write("m/file.sql", "SELECT 1;")
    Path("empty").mkdir()
    with pytest.raises(MigrationError) as caught:
        discover(Path(path), layout=layout)
    assert str(caught.value) == text


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"schema", "files"}))
def test_an_empty_folder_is_an_error_in_every_layout(layout: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(MigrationError, match="empty holds no migration"):
        discover(Path("empty"), layout=layout)


@pytest.mark.parametrize(
    ("lock", "text"),
    [
        (
            'provider = "sqlite"',
            'migrations: m/migration_lock.toml has provider = "sqlite", not "postgresql"\n'
            "  Prisma writes SQL in the provider's dialect, and refuses to apply it elsewhere\n"
            "  way out: name the migrations of the PostgreSQL database",
        ),
        (
            "# nothing",
            "migrations: m/migration_lock.toml names no provider\n"
            "  it has no key `provider`\n"
            '  way out: the file as Prisma writes it: provider = "postgresql"',
        ),
        (
            "<<<<<<< HEAD",
            "migrations: m/migration_lock.toml names no provider\n"
            "  Invalid statement (at line 1, column 1)\n"
            '  way out: the file as Prisma writes it: provider = "postgresql"',
        ),
    ],
)
def test_prismas_lock_file_is_checked(lock: str, text: str) -> None:
    write("m/20250101000000_init/migration.sql", "SELECT 1;")
    write("m/migration_lock.toml", lock)
    with pytest.raises(MigrationError) as caught:
        discover(Path("m"))
    assert str(caught.value) == text


def test_prismas_checksum_is_that_of_the_bytes() -> None:
    data = "-- é\r\n".encode()
    assert checksum(data) == hashlib.sha256(data).hexdigest()


def test_an_archive_of_pg_dump_is_no_sql() -> None:
    Path("db.dump").write_bytes(b"PGDMP\x01\x0e")
    with pytest.raises(MigrationError) as caught:
        discover(Path("db.dump"))
    assert str(caught.value) == (
        "db.dump is an archive of pg_dump, not SQL\n"
        "  way out: turn it into SQL: pg_restore --file=db.sql db.dump"
    )
