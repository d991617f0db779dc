"""The ledger of a live database against the migrations' folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from textwrap import dedent
from typing import LiteralString

import psycopg
import pytest

from ..fix_live import READER, Production
from .conftest import BILLING, MIGRATION, Project

LIVE = "--schema-audit-live=env:LIVE"

STEPS = {
    "20260101000000_initial": MIGRATION,
    "20260102000000_note": "ALTER TABLE customer ADD note text;\n",
    "20260103000000_extra": "ALTER TABLE customer DROP note;\nALTER TABLE invoice ADD paid_at date;\n",
}

PRISMA_LEDGER: LiteralString = """
CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    applied_steps_count integer NOT NULL DEFAULT 0);
"""

EXTRA = "migrations/20260103000000_extra/migration.sql"

ROW = "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES (gen_random_uuid(), %s, now(), %s)"


def step(project: Project, name: str) -> Path:
    return project.path / "migrations" / name / "migration.sql"


@pytest.fixture
def live(project: Project, production: Production, monkeypatch: pytest.MonkeyPatch) -> Production:
    """A database to which all migrations of a folder of Prisma's were applied."""
    monkeypatch.setenv("LIVE", production.url())
    (project.path / "migrations/001_initial.sql").unlink()
    project.write("migrations/migration_lock.toml", 'provider = "postgresql"\n')
    project.write("expected/audit.yaml", "database: shop\nmigrations: ../migrations\n")
    with_date = BILLING.replace(
        "      state: state not null\n", "      state: state not null\n      paid_at: date\n"
    )
    project.write("expected/billing.yaml", with_date)
    production.execute(PRISMA_LEDGER)
    production.execute(f"GRANT SELECT ON _prisma_migrations TO {READER}")
    for name, text in STEPS.items():
        step(project, name).parent.mkdir(parents=True)
        step(project, name).write_text(text)
        with psycopg.connect(production.conninfo) as connection:
            connection.execute(text.encode())
            connection.execute(ROW.encode(), (sha256(text.encode()).hexdigest(), name))
    return production


def failures(project: Project) -> str:
    """Texts of all items that fail."""
    _, cases = project.junit(LIVE)
    return "".join(f"{one.name}\n{one.text}\n" for one in cases if one.outcome == "failure")


def hints(project: Project) -> list[str]:
    mark = "  hint      "
    lines = failures(project).splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


def test_all_applied(project: Project, live: Production) -> None:
    result = project.run(LIVE)
    assert "failed" not in result.parseoutcomes()
    assert "  migrations applied         3      3  ok" in result.outlines


def test_pending(project: Project, live: Production) -> None:
    live.execute("DELETE FROM _prisma_migrations WHERE migration_name = '20260103000000_extra'")
    live.execute("ALTER TABLE invoice DROP paid_at; ALTER TABLE customer ADD note text")
    assert failures(project) == dedent("""\
        applied.20260103000000_extra
        migration 20260103000000_extra: is pending: public._prisma_migrations does not have it
          expected  expected/audit.yaml:2   ../migrations
          found     pending
        unexpected.columns
        unexpected columns of public.customer: found column public.customer.note, which no entry describes
          expected  expected/billing.yaml:2   customer:
          found     column public.customer.note
          hint      a pending migration would remove column public.customer.note: migrations/20260103000000_extra/migration.sql:1
        column.paid_at
        column public.invoice.paid_at: is missing
          expected  expected/billing.yaml:14   paid_at: date
          found     nothing
          hint      a pending migration would make it: migrations/20260103000000_extra/migration.sql:2
        """)
    result = project.run(LIVE)
    assert "  migrations applied         3      2  DRIFT" in result.outlines


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("finished_at = NULL", "a migration that failed"),
        ("rolled_back_at = now()", "a migration that is rolled back"),
    ],
    ids=["failed", "rolled back"],
)
def test_what_a_migration_that_did_not_end_well_would_do(
    project: Project, live: Production, change: LiteralString, what: str
) -> None:
    name: LiteralString = "20260103000000_extra"
    live.execute(f"UPDATE _prisma_migrations SET {change} WHERE migration_name = '{name}'")
    live.execute("ALTER TABLE invoice DROP paid_at; ALTER TABLE customer ADD note text, ADD z int")
    assert hints(project) == [
        f"{what} would remove column public.customer.note: {EXTRA}:1",
        "no migration makes column public.customer.z",
        f"{what} would make it: {EXTRA}:2",
    ]


def test_a_pending_migration_and_a_manifest_of_before(project: Project, live: Production) -> None:
    live.execute("DELETE FROM _prisma_migrations WHERE migration_name = '20260103000000_extra'")
    live.execute("ALTER TABLE invoice DROP paid_at; ALTER TABLE customer ADD note text")
    with_note = BILLING.replace(
        "  customer:\n    columns:\n", "  customer:\n    columns:\n      note: text\n"
    )
    project.write("expected/billing.yaml", with_note)
    assert hints(project) == [
        f"dropped by {EXTRA}:1",
        "a pending migration makes the difference",
        "a pending migration makes the difference",
    ]


STATES = {
    "failed": (
        "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '20260102000000_note'",
        """\
        applied.20260102000000_note
        migration 20260102000000_note: failed: public._prisma_migrations has it as begun and not finished
          expected  expected/audit.yaml:2   ../migrations
          found     failed
        """,
    ),
    "rolled back": (
        "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '20260102000000_note'",
        """\
        applied.20260102000000_note
        migration 20260102000000_note: is rolled back, public._prisma_migrations says
          expected  expected/audit.yaml:2   ../migrations
          found     rolled back
        """,
    ),
    "gone": (
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name)"
        " VALUES ('x', 'x', now(), '20260104000000_hotfix')",
        """\
        ledger.gone
        ledger gone: migration 20260104000000_hotfix was applied, public._prisma_migrations says, and is not in migrations
          expected  expected/audit.yaml:2   ../migrations
          found     gone
        """,
    ),
    "out of order": (
        "UPDATE _prisma_migrations SET started_at = now() + interval '1 s' WHERE migration_name = '20260102000000_note'",
        """\
        ledger.out_of_order
        ledger out of order: migration 20260102000000_note was applied after 20260103000000_extra, which follows it
          expected  expected/audit.yaml:2   ../migrations
          found     out of order
        """,
    ),
    "applied again after it was rolled back": (
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, rolled_back_at)"
        " VALUES ('x', 'x', '20260102000000_note', now() - interval '1 day', now())",
        "",
    ),
    "no ledger": (
        "DROP TABLE _prisma_migrations",
        """\
        applied.20260101000000_initial
        migration 20260101000000_initial: is pending: there is no public._prisma_migrations
          expected  expected/audit.yaml:2   ../migrations
          found     pending
          hint      the migrations' tool has not run on this database, or its ledger is in another one
        applied.20260102000000_note
        migration 20260102000000_note: is pending: there is no public._prisma_migrations
          expected  expected/audit.yaml:2   ../migrations
          found     pending
          hint      the migrations' tool has not run on this database, or its ledger is in another one
        applied.20260103000000_extra
        migration 20260103000000_extra: is pending: there is no public._prisma_migrations
          expected  expected/audit.yaml:2   ../migrations
          found     pending
          hint      the migrations' tool has not run on this database, or its ledger is in another one
        """,
    ),
    "may not be read": (
        f"REVOKE SELECT ON _prisma_migrations FROM {READER}",
        "".join(
            f"""\
        {name}
        {title}: cannot tell: the role reader may not read public._prisma_migrations
          expected  expected/audit.yaml:2   ../migrations
"""
            for name, title in [
                *((f"applied.{one}", f"migration {one}") for one in STEPS),
                ("ledger.gone", "ledger gone"),
                ("ledger.out_of_order", "ledger out of order"),
            ]
        ),
    ),
    "another table of the name": (
        "ALTER TABLE _prisma_migrations DROP rolled_back_at",
        "".join(
            f"""\
        {name}
        {title}: cannot tell: public._prisma_migrations cannot be read: column "rolled_back_at" does not exist
          expected  expected/audit.yaml:2   ../migrations
"""
            for name, title in [
                *((f"applied.{one}", f"migration {one}") for one in STEPS),
                ("ledger.gone", "ledger gone"),
                ("ledger.out_of_order", "ledger out of order"),
            ]
        ),
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_state(state: str, project: Project, live: Production) -> None:
    statement, texts = STATES[state]
    live.execute(statement)
    assert failures(project) == dedent(texts)


def test_edited(project: Project, live: Production) -> None:
    file = step(project, "20260102000000_note")
    file.write_text(STEPS["20260102000000_note"].replace("\n", "\r\n"), newline="")
    assert failures(project) == ""
    file.write_text(f"-- {STEPS['20260102000000_note']}{STEPS['20260102000000_note']}")
    checksum = sha256(STEPS["20260102000000_note"].encode()).hexdigest()[:12]
    assert failures(project) == dedent(f"""\
        applied.20260102000000_note
        migration 20260102000000_note: was edited after it was applied: public._prisma_migrations has the checksum {checksum}…, and migrations/20260102000000_note/migration.sql has another
          expected  expected/audit.yaml:2   ../migrations
          found     edited
        """)


def test_policy_on_the_ledger_is_not_evaluated(project: Project, live: Production) -> None:
    live.execute(
        "CREATE SEQUENCE called;"
        "CREATE FUNCTION watch() RETURNS boolean LANGUAGE sql AS $$ SELECT nextval('called') > 0 $$;"
        "ALTER TABLE _prisma_migrations ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY watched ON _prisma_migrations USING (watch())"
    )
    text = failures(project)
    assert (
        "migration 20260101000000_initial: cannot tell: public._prisma_migrations cannot be read: query would be"
        ' affected by row-level security policy for table "_prisma_migrations"\n'
    ) in text
    assert live.query("SELECT is_called FROM called") == [(False,)]


def test_operators_beside_the_ledger_are_not_called(
    project: Project, production: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVE", production.url())
    (project.path / "migrations/001_initial.sql").rename(
        project.path / "migrations/V1__initial.sql"
    )
    project.write(
        "expected/audit.yaml",
        "database: shop\nmigrations: {path: ../migrations, layout: flyway}\nunexpected: {functions: allow, operators: allow, sequences: allow}\n",
    )
    production.execute(
        MIGRATION
        + """
        CREATE TABLE flyway_schema_history (
            installed_rank int PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
            type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,
            installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
            execution_time int NOT NULL, success boolean NOT NULL);
        INSERT INTO flyway_schema_history
            VALUES (1, '1', 'initial', 'SQL', 'V1__initial.sql', NULL, 'me', now(), 1, true);
        GRANT SELECT ON flyway_schema_history TO reader;
        CREATE SEQUENCE called;
        CREATE FUNCTION same(varchar, varchar) RETURNS boolean LANGUAGE sql
            AS $$ SELECT nextval('called') < 0 $$;
        CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = same);
        """
    )
    assert failures(project) == ""
    assert production.query("SELECT is_called FROM called") == [(False,)]
    production.execute(
        "SET search_path = pg_catalog, public;"
        "SELECT type IN ('SQL', 'SQL_BASELINE') FROM flyway_schema_history"
    )
    assert production.query("SELECT is_called FROM called") == [(True,)]


IN_APP = "CREATE SCHEMA app; ALTER TABLE _prisma_migrations SET SCHEMA app; GRANT USAGE ON SCHEMA app TO reader"


def test_ledger_in_another_schema(project: Project, live: Production) -> None:
    live.execute(IN_APP)
    project.write(
        "expected/audit.yaml",
        "database: shop\nmigrations: {path: ../migrations, schema: app}\nschemas: [public]\n",
    )
    live.execute("DELETE FROM app._prisma_migrations WHERE migration_name = '20260103000000_extra'")
    # The files are in `public` there, and are run in `app` here.
    text = failures(project)
    assert text.startswith(
        dedent("""\
        applied.20260103000000_extra
        migration 20260103000000_extra: is pending: app._prisma_migrations does not have it
          expected  expected/audit.yaml:2   {path: ../migrations, schema: app}
          found     pending
        """)
    )
    assert "  migrations applied         3      2  DRIFT" in project.run(LIVE).outlines


def test_ledger_in_a_schema_that_the_manifest_does_not_name(
    project: Project, live: Production
) -> None:
    live.execute(IN_APP)
    project.write(
        "expected/audit.yaml",
        "database: shop\nmigrations: ../migrations\nignore:\n"
        "  - {kind: table, schema: app, name: '*', reason: this test is about the ledger}\n"
        "  - {kind: schema, name: app, reason: this test is about the ledger}\n",
    )
    assert failures(project) == "".join(
        dedent(f"""\
        applied.{name}
        migration {name}: is pending: there is no public._prisma_migrations
          expected  expected/audit.yaml:2   ../migrations
          found     pending
          hint      app._prisma_migrations is there: `migrations: {{path: …, schema: app}}` if that is the ledger
        """)
        for name in STEPS
    )
