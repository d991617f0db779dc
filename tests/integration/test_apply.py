"""The team's own migration tool makes the database, instead of SQL files."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from pytest_schema_audit.audit import audited
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.outline import outline
from pytest_schema_audit.own_tool import ToolFailed, plan_of
from pytest_schema_audit.servers import Server

from .conftest import BILLING, MIGRATION, SETTINGS, Project

PYTHON = sys.executable

MIGRATE = f"""\
import os, psycopg
for conninfo in ("", os.environ["DATABASE_URL"]):
    psycopg.connect(conninfo).close()
with psycopg.connect("") as connection:
    connection.execute('''{MIGRATION}''')
"""


@pytest.fixture
def applied(project: Project) -> Project:
    """A project whose migrations are a program; the manifest says nothing of them."""
    (project.path / "migrations/001_initial.sql").unlink()
    project.write("migrate.py", MIGRATE)
    project.write("expected/audit.yaml", "database: shop\n")
    project.write("pytest.ini", f"{SETTINGS}schema_audit_apply = {PYTHON} migrate.py\n")
    return project


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_success(applied: Project, options: tuple[str, ...]) -> None:
    result, cases = applied.junit(*options)
    assert result.parseoutcomes() == {"passed": 61}
    assert f"applied.{Path(PYTHON).name.replace('.', '%2E')}" in {case.name for case in cases}


def test_command_line_wins(applied: Project) -> None:
    result = applied.audit("--schema-audit-apply=echo nothing")
    assert "  1 migration from . (command), PostgreSQL from env:AUDIT_SERVER" in result.outlines
    assert result.parseoutcomes()["failed"] == 1


def test_another_database_was_migrated(applied: Project) -> None:
    elsewhere = "echo migrated; DATABASE_URL=postgresql://me@elsewhere/other true"
    result, cases = applied.junit(f"--schema-audit-apply={elsewhere}")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert [case.text.rstrip() for case in cases if case.outcome == "failure"] == [
        f"the migrations' own tool failed: {elsewhere}: it left the scratch database empty\n"
        "  migrated\n"
        "  way out: it ran with DATABASE_URL and the PG* variables set to the scratch database:"
        " see that it uses them"
    ]


def test_manifest_cannot_name_a_command(applied: Project) -> None:
    applied.write("expected/audit.yaml", "database: shop\napply: touch here\n")
    result = applied.audit()
    assert result.parseoutcomes() == {"errors": 1} or result.ret != pytest.ExitCode.OK
    assert not (applied.path / "here").exists()


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_failure_is_one(applied: Project, options: tuple[str, ...]) -> None:
    command = "--schema-audit-apply=A=b sh -c 'echo on the way; echo broken >&2; exit 3'"
    result, cases = applied.junit(command, *options)
    failed = [case for case in cases if case.outcome == "failure"]
    assert [(case.name, case.text.rstrip()) for case in failed] == [
        (
            "applied.sh",
            "the migrations' own tool failed: A=b sh -c 'echo on the way; echo broken >&2; exit 3':"
            " exit status 3\n"
            "  on the way\n"
            "  broken\n"
            "  way out: it ran with DATABASE_URL and the PG* variables set to the scratch database:"
            " see that it uses them",
        )
    ]
    assert result.ret != pytest.ExitCode.OK


def fail(server: Server, folder: Path, command: str, seconds: float = 600) -> str:
    """What is said of a command that fails."""
    (folder / "m.yaml").write_text(f"database: shop\n{BILLING}")
    plan = plan_of(command, folder, seconds=seconds)
    items = outline(load_suite(folder / "m.yaml"), [plan.migrations[0].name])
    with pytest.raises(ToolFailed) as caught, audited(server, items, plan):
        pass
    return str(caught.value)


def test_output_is_the_end_and_without_passwords(server: Server, tmp_path: Path) -> None:
    text = fail(
        server,
        tmp_path,
        "seq 1 5000; echo postgresql://me:hunter2@h/d password=hunter2; PGPASSWORD=hunter2 false",
    )
    lines = text.splitlines()
    assert lines[0] == (
        "the migrations' own tool failed: seq 1 5000; echo postgresql://me:***@h/d password=***"
        " PGPASSWORD=*** false: exit status 1"
    )
    assert lines[1] == "  …"
    assert lines[-3:-1] == ["  5000", "  postgresql://me:***@h/d password=***"]
    assert 3000 < len(text) < 3900


def test_time_limit(server: Server, tmp_path: Path) -> None:
    assert fail(server, tmp_path, "echo begun; sleep 60", 0.5).splitlines()[:2] == [
        "the migrations' own tool failed: echo begun; sleep 60: killed after 0.5 seconds"
        " (schema_audit_apply_timeout)",
        "  begun",
    ]


def test_time_limit_is_set_in_the_ini_file(applied: Project) -> None:
    limit = "schema_audit_apply = echo begun; sleep 60\nschema_audit_apply_timeout = 0.5\n"
    applied.write("pytest.ini", SETTINGS + limit)
    _, cases = applied.junit()
    (failed,) = [case for case in cases if case.outcome == "failure"]
    assert failed.name == "applied.echo"
    assert failed.message.endswith("killed after 0.5 seconds (schema_audit_apply_timeout)")


ALEMBIC_ENV = """\
import os
from alembic import context
from sqlalchemy import create_engine

url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
with create_engine(url).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

ALEMBIC_STEP = '''\
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    op.execute("""{sql}""")
'''


def test_alembic(applied: Project) -> None:
    if importlib.util.find_spec("alembic") is None:
        pytest.skip("alembic is not installed")
    applied.write("alembic.ini", "[alembic]\nscript_location = steps\n")
    applied.write("steps/env.py", ALEMBIC_ENV)
    first, second = MIGRATION.split("CREATE INDEX")
    for revision, before, text in [("a1", None, first), ("b2", "a1", f"CREATE INDEX{second}")]:
        step = ALEMBIC_STEP.format(revision=revision, before=repr(before), sql=text)
        applied.write(f"steps/versions/{revision}.py", step)
    alembic = f"--schema-audit-apply={PYTHON} -m alembic upgrade"
    result = applied.audit(f"{alembic} head", "--schema-audit-report=report.md")
    assert result.parseoutcomes() == {"passed": 61}
    report = (applied.path / "report.md").read_text()
    assert "| 1 | b2 | alembic: public.alembic\\_version |  |" in report

    applied.write("expected/audit.yaml", "database: shop\nmigrations: ../steps\n")
    result, cases = applied.junit(f"{alembic} head")
    assert result.parseoutcomes() == {"passed": 63}
    names = [case.name for case in cases if case.name.startswith("applied.")]
    assert names[1:] == ["applied.a1", "applied.b2"]
    assert "  2 migrations from . (command), PostgreSQL from env:AUDIT_SERVER" in result.outlines
    assert "  migrations applied         2      2  ok" in result.outlines

    result, cases = applied.junit(f"{alembic} a1")
    failed = [case for case in cases if case.outcome == "failure"]
    assert [case.name for case in failed] == ["applied.b2", "index.invoice_state_idx"]
    assert failed[0].text.rstrip() == dedent("""\
        migration b2: was not applied by the command: public.alembic_version does not have it
          expected  expected/audit.yaml:2   ../steps
          found     nothing""")
    assert "  migrations applied         2      1  DRIFT" in result.outlines


DJANGO = """\
import os, sys
import django
from django.conf import settings
from django.core.management import call_command
settings.configure(
    INSTALLED_APPS=["shop"], USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PGDATABASE"], "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"], "USER": os.environ["PGUSER"]}},
)
django.setup()
call_command("migrate")
"""

DJANGO_STEP = '''\
from django.db import migrations


class Migration(migrations.Migration):
    operations = [migrations.RunSQL("""{sql}""")]
'''


def test_django(applied: Project) -> None:
    if importlib.util.find_spec("django") is None:
        pytest.skip("Django is not installed")
    for package in ("shop", "shop/migrations"):
        applied.write(f"{package}/__init__.py", "")
    applied.write("shop/migrations/0001_initial.py", DJANGO_STEP.format(sql=MIGRATION))
    applied.write("manage.py", DJANGO)
    result = applied.audit(
        f"--schema-audit-apply={PYTHON} manage.py", "--schema-audit-report=report.md"
    )
    assert result.parseoutcomes() == {"passed": 61}
    report = (applied.path / "report.md").read_text()
    assert "| 1 | shop.0001\\_initial | django: public.django\\_migrations |  |" in report

    more = DJANGO_STEP.format(sql="SELECT 1") + '    dependencies = [("shop", "0001_initial")]\n'
    applied.write("shop/migrations/0002_more.py", more)
    applied.write("manage.py", DJANGO.replace('"migrate"', '"migrate", "shop", "0001"'))
    applied.write("expected/audit.yaml", "database: shop\nmigrations: ../shop\n")
    _, cases = applied.junit(f"--schema-audit-apply={PYTHON} manage.py")
    names = {case.name: case.outcome for case in cases if case.name.startswith("applied.shop")}
    assert names == {
        "applied.shop%2E0001_initial": "passed",
        "applied.shop%2E0002_more": "failure",
    }


def test_steps_and_no_ledger(applied: Project) -> None:
    """A tool that nobody knows: its steps are named and skipped, with the reason."""
    applied.write("migrations/001_initial.sql", MIGRATION)
    applied.write("expected/audit.yaml", "database: shop\nmigrations: ../migrations\n")
    result = applied.audit("-rs")
    assert result.parseoutcomes() == {"passed": 61, "skipped": 1}
    reason = "the command left no ledger of a tool that is known"
    assert any(line.endswith(reason) for line in result.outlines)


@pytest.mark.parametrize(
    ("ledger", "known"),
    [
        ("alembic_version (version_num varchar(32) PRIMARY KEY)", True),
        ("django_migrations (id int, app text, name text, applied timestamptz)", True),
        ("alembic_version (other int)", False),
    ],
)
def test_ledgers_that_are_known_are_no_drift(applied: Project, ledger: str, known: bool) -> None:
    applied.write(
        "migrate.py", MIGRATE.replace("'''CREATE", f"'''CREATE TABLE {ledger}; CREATE", 1)
    )
    result = applied.audit()
    assert result.parseoutcomes() == ({"passed": 61} if known else {"passed": 60, "failed": 1})


def test_against_a_live_database(
    applied: Project, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of the live database is recognised by that of the scratch database."""
    del server
    import psycopg

    ledger = "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
    with psycopg.connect(database) as connection:
        connection.execute((ledger + MIGRATION + "DROP INDEX invoice_state_idx").encode())
    applied.write("migrate.py", MIGRATE.replace("'''CREATE", f"'''{ledger} CREATE", 1))
    monkeypatch.setenv("LIVE", database)
    _, cases = applied.junit("--schema-audit-live=env:LIVE")
    assert [case.text.rstrip() for case in cases if case.outcome == "failure"] == [
        dedent("""\
        index public.invoice.invoice_state_idx: is missing
          expected  expected/billing.yaml:19   invoice_state_idx: btree (state)
          found     nothing
          hint      live differs; manifest and migrations agree""")
    ]
