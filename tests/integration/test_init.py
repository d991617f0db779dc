"""`--schema-audit-init`: a first manifest in one command, and a green audit right after it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.kinds import ASPECTS
from pytest_schema_audit.migrations import apply, discover
from pytest_schema_audit.servers import Server
from tests.integration.conftest import Project

RICH = Path(__file__).parent / "rich.sql"

NewDatabase = Callable[[], AbstractContextManager[str]]


@pytest.fixture
def bare(project: Project) -> Project:
    """A project with migrations and no manifest yet."""
    for path in (project.path / "expected").iterdir():
        path.unlink()
    return project


def init(project: Project, *args: str) -> pytest.RunResult:
    """Make a manifest in a folder whose name does not change."""
    return project.run_here("--rootdir=.", "--schema-audit-init", *args)


def refused(project: Project, *args: str) -> str:
    """What a run that must not write anything prints, without its process."""
    result = project.run_here("--schema-audit-init", *args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    text = result.stderr.str().strip().replace(str(project.path), "PROJECT")
    return "\n".join(line.rstrip() for line in text.splitlines())


def manifest(project: Project, folder: str = "expected") -> dict[str, str]:
    files = sorted((project.path / folder).glob("*.yaml"))
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def settled(files: dict[str, str]) -> dict[str, str]:
    """The files without what says where they come from, and what they are called."""
    head, _, rest = files["audit.yaml"].partition("postgres: ")
    kept = head.partition("database:")[0] + rest.partition("\n")[2]
    return {**files, "audit.yaml": kept}


def test_writes_a_manifest_and_says_what_to_do_next(bare: Project, server: Server) -> None:
    result = init(bare)
    assert result.ret == 0
    *wrote, last = result.outlines
    assert wrote[0].startswith(
        f"wrote 3 files that describe 1 migration on PostgreSQL {server.major}"
    )
    assert wrote[1:] == [
        "  expected/audit.yaml",
        "  expected/public.yaml",
        "  expected/manifest.schema.json",
    ]
    assert (
        last == "next: read them, commit them, and run the audit: pytest --schema-audit --rootdir=."
    )


def test_the_files_read_well(bare: Project, server: Server) -> None:
    init(bare)
    assert manifest(bare) == {
        "audit.yaml": f"""\
# yaml-language-server: $schema=manifest.schema.json
database: {bare.path.name}
migrations:
  path: '../migrations'
  layout: plain
postgres: {server.major}
""",
        "public.yaml": """\
# yaml-language-server: $schema=manifest.schema.json
tables:
  customer:
    columns:
      id: bigint not null
      email: text not null
    primary key:
      customer_pkey: [id]
  invoice:
    columns:
      id: bigint not null
      customer_id: bigint not null
      total: numeric(10,2) not null default 0
      state: state not null
    primary key:
      invoice_pkey: [id]
    foreign keys:
      invoice_customer_id_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
    indexes:
      invoice_state_idx: btree (state)
enums:
  state: [open, paid]
""",
    }


@pytest.mark.parametrize("split", ["schema", "table"])
def test_the_audit_right_after_is_green(bare: Project, split: str) -> None:
    bare.write("migrations/001_initial.sql", RICH.read_text(encoding="utf-8"))
    made = init(bare, f"--schema-audit-init-split={split}", "--schema-audit-aspects=all")
    assert made.ret == 0
    result = bare.run_here("--schema-audit", "-q")
    assert result.ret == 0, result.stdout.str()
    assert "failed" not in result.stdout.str()
    files = manifest(bare)
    assert all("yaml-language-server: $schema=manifest.schema.json" in t for t in files.values())
    assert f"aspects: [{', '.join(ASPECTS)}]\n" in files["audit.yaml"]


def test_a_file_for_each_table(bare: Project) -> None:
    init(bare, "--schema-audit-init-split=table")
    files = manifest(bare)
    assert list(files) == ["audit.yaml", "customer.yaml", "invoice.yaml", "public.yaml"]
    assert files["public.yaml"].splitlines()[1:] == ["enums:", "  state: [open, paid]"]


def test_a_file_for_each_schema(bare: Project) -> None:
    bare.write("migrations/001_initial.sql", RICH.read_text(encoding="utf-8"))
    init(bare)
    files = manifest(bare)
    assert list(files) == ["a.b.yaml", "audit.yaml", "billing.yaml", "public.yaml"]
    assert files["billing.yaml"].splitlines()[1:4] == ["schema: billing", "tables:", "  invoice:"]
    assert "comment:" not in "".join(files.values())


def test_no_kind_is_left_open(bare: Project) -> None:
    bare.migrate(
        "CREATE VIEW paid AS SELECT id FROM invoice;"
        "CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;"
    )
    init(bare)
    files = manifest(bare)
    assert "unexpected:" not in files["audit.yaml"]
    assert "views:\n  paid:" in files["public.yaml"]
    assert "conversions:\n  c:" in files["public.yaml"]
    assert bare.run_here("--schema-audit", "-q").ret == 0


def test_an_index_that_is_not_valid_is_said(
    bare: Project, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_database() as conninfo, psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("CREATE UNIQUE INDEX CONCURRENTLY twice ON t (a)")
        monkeypatch.setenv("LIVE", conninfo_url(conninfo))
        result = init(bare, "--schema-audit-live=env:LIVE")
    assert "not valid, so its item will fail: index public.t.twice" in result.outlines


def conninfo_url(conninfo: str) -> str:
    """The same database as a URL."""
    found = psycopg.conninfo.conninfo_to_dict(conninfo)
    return (
        f"postgresql://{found['user']}@/{found['dbname']}?host={found['host']}&port={found['port']}"
    )


def test_says_no_more_of_migrations_a_live_database_has_none_of(
    bare: Project, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare.path / "migrations/001_initial.sql").unlink()
    (bare.path / "migrations").rmdir()
    with new_database() as conninfo:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute("CREATE TABLE t (a int)")
        monkeypatch.setenv("LIVE", conninfo_url(conninfo))
        result = init(bare, "--schema-audit-live=env:LIVE")
        assert result.outlines[-1].endswith(
            "run the audit: pytest --schema-audit-live=env:LIVE --rootdir=."
        )
        assert "migrations:" not in manifest(bare)["audit.yaml"]
        assert bare.run_here("--schema-audit", "--schema-audit-live=env:LIVE", "-q").ret == 0


def test_the_same_bytes_from_migrations_live_and_restored(
    bare: Project, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy restored by `pg_dump` has other object ids, and no dropped columns."""
    text = RICH.read_text(encoding="utf-8")
    bare.write("migrations/001_initial.sql", text + "ALTER TABLE customer DROP COLUMN one;\n")
    aspects = "--schema-audit-aspects=all"
    init(bare, aspects)
    of_migrations = manifest(bare)
    with new_database() as conninfo, new_database() as restored:
        apply(conninfo, discover(bare.path / "migrations"))
        monkeypatch.setenv("LIVE", conninfo_url(conninfo))
        init(bare, aspects, "--schema-audit-live=env:LIVE", "--schema-audit-expected=live")
        dump = bare.write("dump.sql", dumped(conninfo))
        apply(restored, discover(dump))
        monkeypatch.setenv("LIVE", conninfo_url(restored))
        init(bare, aspects, "--schema-audit-live=env:LIVE", "--schema-audit-expected=restored")
    init(bare, aspects, "--schema-audit-migrations=dump.sql", "--schema-audit-expected=dump")
    for folder in ("live", "restored", "dump"):
        assert settled(manifest(bare, folder)) == settled(of_migrations), folder
    assert bare.run_here("--schema-audit", "--schema-audit-expected=dump", "-q").ret == 0


def dumped(conninfo: str) -> str:
    """What the server's own `pg_dump` writes of a database's schema."""
    with psycopg.connect(conninfo) as connection:
        found = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    program = Path(found[0] if found else "", "pg_dump")
    if not program.exists():
        pytest.skip(f"no pg_dump beside the server's programs: {program}")
    command = [str(program), "--schema-only", "--no-owner", conninfo]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def test_twice_the_same_bytes(bare: Project) -> None:
    bare.write("migrations/001_initial.sql", RICH.read_text(encoding="utf-8"))
    init(bare)
    first = manifest(bare)
    shutil.rmtree(bare.path / "expected")
    init(bare)
    assert manifest(bare) == first


def test_the_ledger_of_a_tool_is_not_described(bare: Project) -> None:
    bare.write("prisma/migrations/20250101000000_init/migration.sql", "CREATE TABLE t (a int);\n")
    bare.write("prisma/migrations/migration_lock.toml", 'provider = "postgresql"\n')
    init(bare)
    files = manifest(bare)
    assert "path: '../prisma/migrations'\n  layout: prisma\n" in files["audit.yaml"]
    assert "_prisma_migrations" not in "".join(files.values())
    assert bare.run_here("--schema-audit", "-q").ret == 0


def test_finds_migrations_only_in_usual_places(bare: Project) -> None:
    (bare.path / "migrations").rename(bare.path / "elsewhere")
    assert refused(bare) == (
        "ERROR: --schema-audit-init found no migrations\n"
        "  tried: PROJECT/prisma/migrations\n"
        "         PROJECT/supabase/migrations\n"
        "         PROJECT/db/migrations\n"
        "         PROJECT/db/migrate\n"
        "         PROJECT/migrations\n"
        "         PROJECT/sql/migrations\n"
        "         PROJECT/drizzle\n"
        "         PROJECT/schema.sql\n"
        "         PROJECT/db/structure.sql\n"
        "  way out: name them: --schema-audit-migrations PATH\n"
        "           or let your own tool apply them: --schema-audit-apply COMMAND\n"
        "           or describe a running database: --schema-audit-live env:DATABASE_URL"
    )


def test_overwrites_nothing(project: Project) -> None:
    before = manifest(project)
    assert refused(project) == (
        "ERROR: --schema-audit-init does not overwrite: PROJECT/expected/audit.yaml exists\n"
        "  way out: bring it up to date: pytest --schema-audit-update=diff\n"
        "           make another one: --schema-audit-expected PATH (now PROJECT/expected)"
    )
    assert manifest(project) == before


SETTINGS = """\
# by hand
database: shop
migrations: ../migrations
prelude: ../roles.sql
schemas: [public, billing]
ignore: [{kind: table, name: "tmp_*", reason: load tests}]
unexpected: {views: allow}
"""


def test_options_that_a_main_file_does_not_hold_are_to_be_written(
    bare: Project, server: Server
) -> None:
    """The audit would run on another major, and compare no owners."""
    main = "database: shop\nmigrations: ../migrations\n"
    bare.write("expected/audit.yaml", main)
    given = (f"--schema-audit-postgres={server.major}", "--schema-audit-aspects=owners")
    result = init(bare, *given)
    assert [line for line in result.outlines if line.startswith("to be written")] == [
        f"to be written into audit.yaml: postgres: {server.major}",
        "to be written into audit.yaml: aspects: [owners]",
    ]
    assert manifest(bare)["audit.yaml"] == main


def test_settings_that_are_there_hold_and_stay(bare: Project, server: Server) -> None:
    """Migrations that need a role, which only a setting can bring: no first run without it."""
    bare.write("roles.sql", "CREATE ROLE of_the_prelude;\n")
    bare.migrate(
        "GRANT SELECT ON invoice TO of_the_prelude; CREATE TABLE tmp_a (a int PRIMARY KEY);"
        "CREATE SCHEMA billing; CREATE TABLE billing.shop (a int); CREATE EXTENSION citext;"
        "CREATE SCHEMA other; CREATE TABLE other.t (a int); CREATE VIEW v AS SELECT 1;"
    )
    bare.write("expected/audit.yaml", SETTINGS)
    schema = bare.run_here("--schema-audit-json-schema").stdout.str()
    bare.write("expected/manifest.schema.json", f"{schema.strip()}\n")
    result = init(bare)
    assert result.outlines[1:] == [
        "  expected/database.yaml",
        "  expected/billing.yaml",
        "  expected/public.yaml",
        f"to be written into audit.yaml: postgres: {server.major}",
        "next: read them, commit them, and run the audit: pytest --schema-audit --rootdir=.",
    ]
    files = manifest(bare)
    assert files["audit.yaml"] == SETTINGS
    assert files["database.yaml"].splitlines()[1:] == ["extensions:", "  citext: SCHEMA public"]
    assert "tmp_a" not in files["public.yaml"]
    assert "views:" not in files["public.yaml"]
    assert bare.run_here("--schema-audit", "-q").ret == 0


def test_a_setting_that_is_missing_can_be_written_first(bare: Project) -> None:
    bare.migrate("GRANT SELECT ON invoice TO nobody_yet;")
    assert refused(bare) == (
        "ERROR: migration 002_change failed at migrations/002_change.sql:1:1:"
        ' role "nobody_yet" does not exist (SQLSTATE 42704)\n'
        "  > 1 | GRANT SELECT ON invoice TO nobody_yet;\n"
        "      | ^\n"
        "  way out: what the platform gives, in audit.yaml: `prelude: {roles: [nobody_yet]}`\n"
        "           write expected/audit.yaml first, with this, `database:` and `migrations:` in it:"
        " --schema-audit-init keeps it as it is"
    )


def test_settings_that_name_no_migrations(bare: Project) -> None:
    bare.write("expected/audit.yaml", "database: shop\n")
    assert refused(bare) == (
        "ERROR: expected/audit.yaml: no migrations to apply\n"
        "  way out: name them in the manifest: `migrations: PATH`\n"
        "           or on the command line: --schema-audit-migrations PATH\n"
        "           or let your own tool apply them: --schema-audit-apply COMMAND\n"
        "           or audit a running database: --schema-audit-live env:DATABASE_URL"
    )


def test_the_next_command_finds_the_manifest(bare: Project) -> None:
    result = init(bare, "--schema-audit-expected=db/expected", "--schema-audit-aspects=owners")
    assert result.outlines[-1] == (
        "next: read them, commit them, and run the audit:"
        " pytest --schema-audit --rootdir=. --schema-audit-expected=db/expected"
    )


def test_overwrites_no_file_that_is_no_manifest(bare: Project) -> None:
    """What stands in the way is left as it is, and what was written before it is taken back."""
    bare.write("expected/manifest.schema.json", "{}")
    assert refused(bare) == (
        "ERROR: the manifest could not be written: expected/manifest.schema.json: File exists\n"
        "  way out: write it elsewhere: --schema-audit-expected PATH"
    )
    assert [path.name for path in (bare.path / "expected").iterdir()] == ["manifest.schema.json"]


def test_names_the_valid_splits(bare: Project) -> None:
    assert refused(bare, "--schema-audit-init-split=file") == (
        "ERROR: --schema-audit-init-split: 'file' is not valid; use schema or table"
    )


def test_nothing_to_describe_is_an_error(bare: Project, server: Server) -> None:
    bare.write("migrations/001_initial.sql", "SELECT 1;\n")
    text = refused(bare)
    assert text.startswith(
        "ERROR: there is nothing that a manifest could describe\n  no table, enum"
    )
    assert f"1 migration on PostgreSQL {server.major}" in text
    assert manifest(bare) == {}


def test_a_migration_that_fails_leaves_nothing(bare: Project) -> None:
    bare.migrate("CREATE TABLE customer (again int);")
    text = refused(bare)
    assert 'relation "customer" already exists' in text
    assert manifest(bare) == {}


APPLY = """\
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute(open("migrations/001_initial.sql").read())
    connection.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
    connection.execute("INSERT INTO alembic_version VALUES ('1a2b')")
"""


def test_applies_with_a_command(bare: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool's own ledger is no part of the schema, for an update neither."""
    monkeypatch.delenv("CI", raising=False)
    bare.write("apply.py", APPLY)
    apply = f"--schema-audit-apply={sys.executable} apply.py"
    result = init(bare, apply)
    assert result.ret == 0, result.stderr.str()
    files = manifest(bare)
    assert "migrations:" not in files["audit.yaml"]
    assert "alembic" not in "".join(files.values())
    assert bare.run_here("--schema-audit", "-q", apply).ret == 0
    bare.write("apply.py", APPLY + "    connection.execute('CREATE TABLE more (a int)')\n")
    assert bare.run_here("--schema-audit-update=write", "-q", apply).ret == 1
    assert manifest(bare)["public.yaml"] == files["public.yaml"].replace(
        "enums:", "  more:\n    columns:\n      a: integer\nenums:"
    )


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("expected/billing", "billing"),
        ("users/expected", "users"),
        ("services/users/expected", "services/users"),
        ("services/orders/expected", "services/orders"),
        ("schema", "schema"),
    ],
)
def test_suites_of_one_project_have_names_of_their_own(
    bare: Project, folder: str, name: str
) -> None:
    init(bare, f"--schema-audit-expected={folder}", "--schema-audit-migrations=migrations")
    text = (bare.path / folder / "audit.yaml").read_text()
    assert text.splitlines()[1] == f"database: {name}"


def test_makes_a_folder(bare: Project) -> None:
    assert refused(bare, "--schema-audit-expected=new.yaml") == (
        "ERROR: --schema-audit-init writes a folder, and new.yaml is the name of a file\n"
        "  way out: name a folder: --schema-audit-expected PATH"
    )


def test_makes_one_manifest_at_a_time(bare: Project) -> None:
    assert refused(bare, "--schema-audit-expected=a", "--schema-audit-expected=b") == (
        "ERROR: --schema-audit-init makes one manifest, and 2 places are expected\n"
        "  tried: a\n"
        "         b\n"
        "  way out: name one of them: --schema-audit-expected PATH"
    )
