from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_schema_audit.migrations import (
    LAYOUTS,
    LeftOut,
    MigrationError,
    Options,
    discover,
    steps_of,
)
from pytest_schema_audit.migrations.layouts.prisma import checksum

FILES = {
    "prisma": ("migration_lock.toml", "20250101000000_init/migration.sql"),
    "diesel": ("2024-01-01-000000_init/up.sql",),
    "flyway": ("V1__init.sql",),
    "golang-migrate": ("000001_init.up.sql",),
    "goose": ("00001_init.sql",),
    "dbmate": ("20240101000000_init.sql",),
    "sql-migrate": ("1_init.sql",),
    "tern": ("001_init.sql",),
    "plain": ("1_init.sql",),
}
TEXTS = {
    "tern": "SELECT 1;\n---- create above / drop below ----\n",
    "goose": "-- +goose Up\nSELECT 1;\n",
    "dbmate": "-- migrate:up\nSELECT 1;\n-- migrate:down\n",
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


@pytest.mark.parametrize("layout", FILES)
def test_code_that_nobody_acknowledged(layout: str) -> None:
    for name in FILES[layout]:
        write(f"m/{name}", TEXTS.get(layout, "SELECT 1;"))
    if layout == "prisma":
        write("m/migration_lock.toml", 'provider = "postgresql"')
    folder = Path(FILES[layout][-1]).parent
    code = (folder / ("fill.ts" if folder.name else "2_fill.py")).as_posix()
    others = () if folder.name else ("node_modules/1/1.js", ".git/1.sh", "seeds/1_a.py")
    for name in (code, "helper.py", *others):
        write(f"m/{name}", "")
    assert [problem.text for problem in discover(Path("m"), layout=layout).problems] == [
        f"m/{code} is a migration in code, which cannot run here; acknowledge it: "
        f"skip: [{{file: {code}, reason: …}}], or run the tool itself: "
        "--schema-audit-apply COMMAND"
    ]
    for name in (code, Path(code).name):
        plan = discover(Path("m"), layout=layout, options=Options(skip={name: "data"}))
        assert plan.problems == ()
        assert LeftOut(Path("m", code), "skipped: data") in plan.left_out


@pytest.mark.parametrize("layout", ["goose", "dbmate", "sql-migrate"])
def test_marks_tell_the_layout_in_whichever_file(layout: str) -> None:
    for number in range(1, 9):
        write(f"m/{number}_a.sql", "SELECT 1;\n")
    write("m/9_a.sql", TEXTS[layout])
    with pytest.raises(MigrationError, match=r"\Am/1_a.sql has no line "):
        discover(Path("m"))


@pytest.mark.parametrize(
    "layout", ["golang-migrate", "sqlx", "goose", "dbmate", "sql-migrate", "tern", "supabase"]
)
def test_files_in_folders_below_are_named(layout: str) -> None:
    path = Path("supabase/migrations" if layout == "supabase" else "m")
    (name,) = FILES.get(layout, ("1_init.sql",))
    write(f"{path}/{name}", TEXTS.get(layout, "SELECT 1;"))
    write(f"{path}/old/{name}", TEXTS.get(layout, "SELECT 1;"))
    plan = discover(path, layout=layout)
    assert [one.path for one in plan.migrations] == [path / name]
    reason = "in a folder that the tool does not look into"
    assert plan.left_out == (LeftOut(path / "old" / name, reason),)


def test_a_mark_of_tern_tells_the_layout_in_whichever_file() -> None:
    for number in range(1, 9):
        write(f"m/{number}_a.sql", "SELECT 1;\n")
    write("m/9_a.sql", TEXTS["tern"])
    assert discover(Path("m")).layout == "tern"


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
            "  way out: name the layout: --schema-audit-layout NAME\n"
            "           or let your own tool apply them: --schema-audit-apply COMMAND",
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


@pytest.fixture
def as_somebody() -> Iterator[None]:
    """Root may read everything, so the test is somebody else's for a while."""
    if os.geteuid() != 0:
        yield
        return
    Path().chmod(0o777)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("mode", [0o000, 0o300, 0o600])
@pytest.mark.parametrize(
    ("closed", "path", "layout"),
    [
        ("m", "m", None),
        ("m", "m", "plain"),
        ("m", "m", "prisma"),
        ("m/2_second", "m", None),
        ("m/2_second", "m", "diesel"),
    ],
)
def test_a_folder_that_cannot_be_read(
    as_somebody: None, closed: str, path: str, layout: str | None, mode: int
) -> None:
    write("m/1_first/up.sql", "SELECT 1;")
    write("m/2_second/up.sql", "SELECT 2;")
    Path(closed).chmod(mode)
    try:
        with pytest.raises(MigrationError) as caught:
            discover(Path(path), layout=layout)
        with pytest.raises(MigrationError) as of_steps:
            steps_of(Path(path))
    finally:
        Path(closed).chmod(0o755)
    assert str(caught.value) == str(of_steps.value)
    assert str(caught.value) == (
        f"{closed} cannot be read: Permission denied\n"
        "  way out: let the user that runs pytest read it: chmod a+rX"
    )


def test_a_folder_in_one_that_is_closed(as_somebody: None) -> None:
    write("db/m/1_first.sql", "SELECT 1;")
    Path("db").chmod(0o600)
    try:
        with pytest.raises(MigrationError) as caught:
            discover(Path("db/m"))
    finally:
        Path("db").chmod(0o755)
    assert str(caught.value) == (
        "db/m cannot be read: Permission denied\n"
        "  way out: let the user that runs pytest read it: chmod a+rX"
    )


def test_a_file_that_cannot_be_read(as_somebody: None) -> None:
    write("schema.sql", "SELECT 1;")
    Path("schema.sql").chmod(0)
    with pytest.raises(MigrationError) as caught:
        discover(Path("schema.sql"))
    assert str(caught.value) == (
        "schema.sql cannot be read: Permission denied\n"
        "  way out: let the user that runs pytest read it: chmod a+rX"
    )


def test_what_no_history_holds_may_be_closed(as_somebody: None) -> None:
    write("m/1_first.sql", "SELECT 1;")
    Path("m/.secret").mkdir(mode=0)
    Path("m/fixtures").mkdir(mode=0)
    assert [one.name for one in discover(Path("m")).migrations] == ["1_first"]


def test_a_link_that_leads_nowhere() -> None:
    write("m/1_first.sql", "SELECT 1;")
    Path("m/2_second.sql").symlink_to("gone.sql")
    with pytest.raises(MigrationError) as caught:
        discover(Path("m"))
    assert str(caught.value) == "m/2_second.sql cannot be read: No such file or directory"
