"""A live database against the manifest, and against the migrations at once."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pytest_schema_audit.majors import KNOWN_MAJORS

from ..fix_live import PASSWORD, Production
from .conftest import AUDIT, BILLING, MIGRATION, SETTINGS, Project

LIVE = "--schema-audit-live=env:LIVE"


@pytest.fixture
def live(project: Project, production: Production, monkeypatch: pytest.MonkeyPatch) -> Production:
    """The project's database as its migrations made it, on another server."""
    monkeypatch.setenv("LIVE", production.url())
    production.execute(MIGRATION)
    return production


def failures(project: Project, *options: str) -> str:
    """Texts of all items that fail."""
    _, cases = project.junit(LIVE, *options)
    texts = [f"{case.text.rstrip()}\n" for case in cases if case.outcome == "failure"]
    return "".join(texts)


def test_whole_run(project: Project, live: Production) -> None:
    live.execute("ALTER TABLE invoice ALTER total TYPE integer")
    result = project.run(LIVE)
    result.assert_outcomes(passed=61, failed=1, skipped=1)
    assert (
        "  1 migration from migrations (plain), PostgreSQL from env:AUDIT_SERVER,"
        " against the live database of env:LIVE"
    ) in result.outlines
    first = result.outlines.index(
        f"expected/audit.yaml on {live.server.description.partition(',')[0]}, "
        f"live database {live.database} on {live.folder}:5432"
    )
    assert (
        "\n".join(line.rstrip() for line in result.outlines[first + 1 : first + 16])
        == dedent("""\
                        expected  found
          tables               2      2  ok
          columns              6      6  ok
          indexes              3      3  ok
          primary keys         2      2  ok
          uniques              0      0  ok
          foreign keys         1      1  ok
          enums                1      1  ok
        note: 1 item skipped: the layout plain keeps no ledger of what was applied

        1 cause, 1 failing item
          column public.invoice.total: expected numeric(10,2), found integer

        run these again:
          pytest --schema-audit-live=env:LIVE expected/billing.yaml::public.invoice::column.total""")
    )
    assert PASSWORD not in result.stdout.str()


THREE_WAYS = {
    "live alone": (
        "",
        "ALTER TABLE invoice ALTER total TYPE integer; DROP INDEX invoice_state_idx;"
        "ALTER TABLE customer ADD note text",
        """\
        unexpected columns of public.customer: found column public.customer.note, which no entry describes
          expected  expected/billing.yaml:2   customer:
          found     column public.customer.note
          hint      live differs; manifest and migrations agree
          made by   no migration
        column public.invoice.total: expected numeric(10,2), found integer
          expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0
          found     integer not null default 0
          hint      live differs; manifest and migrations agree (migrations/001_initial.sql:6)
          made by   no migration
        index public.invoice.invoice_state_idx: is missing
          expected  expected/billing.yaml:19   invoice_state_idx: btree (state)
          found     nothing
          hint      live differs; manifest and migrations agree (migrations/001_initial.sql:9)
        """,
    ),
    "the manifest alone": (
        "ALTER TABLE invoice ALTER total TYPE integer;\nCREATE TABLE extra ();"
        "DROP INDEX invoice_state_idx;",
        "ALTER TABLE invoice ALTER total TYPE integer; CREATE TABLE extra ();"
        "DROP INDEX invoice_state_idx",
        """\
        unexpected tables: found table public.extra, which no entry describes
          expected  expected/audit.yaml:1
          found     table public.extra
          hint      the manifest was not updated: migrations and live agree
          made by   migrations/002_change.sql:2
        total tables: expected 2, found 3
          expected  expected/audit.yaml:3   tables: 2
          found     3
          namely    table public.extra
          hint      the manifest was not updated: migrations and live agree
          made by   migrations/002_change.sql:2
        column public.invoice.total: expected numeric(10,2), found integer
          expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0
          found     integer not null default 0
          hint      the manifest was not updated: migrations and live agree
          made by   migrations/002_change.sql:1
        index public.invoice.invoice_state_idx: is missing
          expected  expected/billing.yaml:19   invoice_state_idx: btree (state)
          found     nothing
          hint      the manifest was not updated: migrations and live agree
        """,
    ),
    "the migrations alone": (
        "ALTER TABLE invoice ALTER total TYPE integer; DROP INDEX invoice_state_idx;",
        "SELECT",
        """\
        column public.invoice.total: live is as expected, the migrations are not: expected numeric(10,2), found integer
          expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0
          found     integer not null default 0
          hint      migrations differ; manifest and live agree
          made by   migrations/002_change.sql:1
        index public.invoice.invoice_state_idx: live is as expected, the migrations are not: is missing
          expected  expected/billing.yaml:19   invoice_state_idx: btree (state)
          found     nothing
          hint      dropped by migrations/002_change.sql:1
          hint      migrations differ; manifest and live agree
        """,
    ),
    "none agrees": (
        "ALTER TABLE invoice ALTER total TYPE integer",
        "ALTER TABLE invoice ALTER total TYPE smallint",
        """\
        column public.invoice.total: expected numeric(10,2), found smallint
          expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0
          found     smallint not null default 0
          hint      manifest, migrations and live all differ
          made by   no migration
        """,
    ),
    "types that only live has": (
        "",
        "CREATE TYPE mood AS ENUM ('a'); ALTER TYPE state ADD VALUE 'lost';"
        "ALTER TABLE invoice ADD mood mood DEFAULT 'a'; ALTER TABLE invoice ALTER id DROP DEFAULT",
        """\
        unexpected enums: found enum public.mood, which no entry describes
          expected  expected/audit.yaml:1
          found     enum public.mood
          hint      live differs; manifest and migrations agree
          made by   no migration
        unexpected columns of public.invoice: found column public.invoice.mood, which no entry describes
          expected  expected/billing.yaml:8   invoice:
          found     column public.invoice.mood
          hint      live differs; manifest and migrations agree
          made by   no migration
        enum public.state: label: expected none, found lost
          expected  expected/billing.yaml:21   state: [open, paid]
          found     [open, paid, lost]
          hint      live differs; manifest and migrations agree (migrations/001_initial.sql:1)
          made by   no migration
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", THREE_WAYS)
def test_who_stands_alone(case: str, project: Project, live: Production) -> None:
    migration, statements, texts = THREE_WAYS[case]
    if migration:
        project.migrate(migration)
    live.execute(statements.encode())  # type: ignore[arg-type]  # literals, all of them
    assert failures(project) == dedent(texts)


def test_without_migrations(project: Project, live: Production) -> None:
    project.write("expected/audit.yaml", "database: shop\n")
    assert failures(project) == ""
    live.execute("DROP INDEX invoice_state_idx")
    assert failures(project) == dedent("""\
        index public.invoice.invoice_state_idx: is missing
          expected  expected/billing.yaml:19   invoice_state_idx: btree (state)
          found     nothing
        """)


@pytest.mark.parametrize("migrations", ["", "migrations: ../migrations\n"], ids=["alone", "three"])
def test_what_a_person_wrote_is_brought_to_the_form_of_postgresql(
    migrations: str, project: Project, live: Production
) -> None:
    checks = (
        "ALTER TABLE customer ADD CONSTRAINT of_two CHECK (email IN ('a', 'b')),"
        "ADD grade varchar(3) CONSTRAINT graded CHECK (grade IN ('x', 'y'))"
    )
    live.execute(checks)
    project.migrate(checks)
    project.write("expected/audit.yaml", f"database: shop\n{migrations}")
    written = BILLING.replace(
        "      email: text not null\n",
        "      email: text not null\n      grade: varchar(3)\n"
        "    checks:\n"
        "      of_two: CHECK (email IN ('a', 'b'))\n"
        "      graded: CHECK (grade IN ('x', 'y'))\n",
    )
    project.write("expected/billing.yaml", written)
    assert failures(project) == ""
    project.write("expected/billing.yaml", written.replace("'y'))", "'z'))"))
    assert failures(project).startswith("check public.customer.graded: expression: expected")


def test_what_the_private_server_lacks(project: Project, live: Production) -> None:
    live.execute(
        "CREATE TYPE mail;"
        "CREATE FUNCTION mail_in(cstring) RETURNS mail LANGUAGE internal IMMUTABLE STRICT AS 'textin';"
        "CREATE FUNCTION mail_out(mail) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT"
        " AS 'textout';"
        "CREATE TYPE mail (INPUT = mail_in, OUTPUT = mail_out); CREATE TABLE letter ("
        "  sender mail NOT NULL CONSTRAINT given CHECK (sender IS NOT NULL), weight int,"
        "  CONSTRAINT written CHECK (weight IN (1, 2)))"
    )
    open_ = "unexpected: {base types: allow, functions: allow}"
    project.write("expected/audit.yaml", f"database: shop\n{open_}\n")
    letter = dedent("""\
        tables:
          letter:
            columns:
              sender: mail not null
              weight: integer
            checks:
              given: CHECK (sender is not null)
              written: CHECK (weight IN (1, 2))
        """)
    project.write("expected/letter.yaml", letter)
    assert failures(project) == dedent("""\
        check public.letter.written: cannot tell: the private server cannot make what was found, nor what is expected
          expected  expected/letter.yaml:8   written: CHECK (weight IN (1, 2))
          reason    PostgreSQL says: type "mail" does not exist
        """)


def test_types_functions_and_views_are_there_on_the_private_server(
    project: Project, live: Production
) -> None:
    """Functions with no body of their own: PostgreSQL calls an immutable one for the index."""
    live.execute(
        "CREATE DOMAIN mail AS text CHECK (VALUE <> '');"
        "CREATE TYPE pair AS (a mail, b integer);"
        "CREATE FUNCTION odd(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';"
        "CREATE TABLE letter (sender mail, both_ pair, weight integer);"
        "CREATE INDEX letter_idx ON letter (weight) WHERE odd(1) AND sender <> '';"
        "CREATE VIEW seen AS SELECT sender, odd(weight) AS odd FROM letter;"
        "CREATE VIEW seen_again AS SELECT odd FROM seen;"
        "CREATE OR REPLACE FUNCTION odd(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE"
        " AS $$BEGIN RAISE 'called'; END$$"
    )
    written = dedent("""\
        database: shop
        tables:
          letter:
            columns: {sender: mail, both_: public.pair, weight: integer}
            indexes:
              letter_idx: btree (weight) WHERE odd(1) AND (sender <> '')
        domains: {mail: text CHECK (value<>'')}
        composite types: {pair: 'AS (a mail, b int)'}
        functions:
          odd(integer): (int) RETURNS bool IMMUTABLE LANGUAGE plpgsql AS $$BEGIN RAISE 'called'; END$$
        views:
          seen: SELECT sender, odd(weight) FROM letter
          seen_again: SELECT odd FROM seen
        """)
    project.write("expected/audit.yaml", written)
    assert failures(project) == ""


def test_rows_are_not_counted(project: Project, live: Production) -> None:
    project.write("expected/audit.yaml", f"{AUDIT}rows: {{customer: 5}}\n")
    live.execute("INSERT INTO customer VALUES (1, 'a')")
    result = project.run(LIVE, "-rs", "expected/audit.yaml::rows")
    result.assert_outcomes(skipped=1)
    assert "rows are counted after the seed, not on a live database" in result.stdout.str()


def test_commands_of_the_team_do_not_run(project: Project, live: Production) -> None:
    command = "schema_audit_checks =\n    touches: touch here\n"
    project.write("pytest.ini", SETTINGS + command)
    assert failures(project) == ""
    assert not (project.path / "here").exists()
    assert "expected/audit.yaml::checks::check.touches" not in project.collected(LIVE)


def test_what_the_suite_waives_and_ignores_holds(project: Project, live: Production) -> None:
    live.execute("DROP INDEX invoice_state_idx; CREATE INDEX tmp_1 ON invoice (id)")
    project.write(
        "expected/audit.yaml",
        AUDIT + "waive:\n  - {item: 'public.invoice::index.invoice_state_idx', reason: later,"
        " owner: ops, until: 2999-01-01}\n"
        "ignore:\n  - {kind: index, name: 'tmp_*', reason: only on production}\n",
    )
    texts = failures(project)
    assert texts == ""


def test_a_waiver_of_what_only_the_live_database_has(project: Project, live: Production) -> None:
    live.execute("DROP INDEX invoice_state_idx")
    waiver = "waive:\n  - {item: 'public.invoice::index.invoice_state_idx', reason: later"
    project.write("expected/audit.yaml", f"{AUDIT}{waiver}, when: live}}\n")
    assert failures(project) == ""
    project.audit().assert_outcomes(passed=63)
    project.write("expected/audit.yaml", f"{AUDIT}{waiver}}}\n")
    assert failures(project) == ""
    project.audit().assert_outcomes(passed=62, failed=1)


def test_its_own_waiver_holds_before_that_of_the_migrations(
    project: Project, live: Production
) -> None:
    live.execute("DROP INDEX invoice_state_idx")
    item = "{item: 'public.invoice::index.invoice_state_idx', reason: later"
    both = f"waive:\n  - {item}, when: live, until: 2020-01-01}}\n  - {item}}}\n"
    project.write("expected/audit.yaml", f"{AUDIT}{both}")
    ended = "its waiver at expected/audit.yaml:5 ended on 2020-01-01: later"
    assert ended in failures(project)


def test_processes_share_the_audit(project: Project, live: Production) -> None:
    live.execute("DROP INDEX invoice_state_idx")
    before = len(live.statements())
    project.run(LIVE, "-n2").assert_outcomes(passed=61, failed=1, skipped=1)
    assert [one.strip() for one in live.statements()[before:]].count("BEGIN") == 1


def test_other_major_than_the_manifest_names(project: Project, live: Production) -> None:
    other = next(major for major in KNOWN_MAJORS if major != live.server.major)
    project.write("expected/audit.yaml", f"{AUDIT}postgres: {other}\n")
    assert failures(project) == ""
    project.run(LIVE).stdout.fnmatch_lines(
        f"note: the live database is PostgreSQL {live.server.major}, and {other} is asked for: "
        f"what was compared is what the manifest says of {live.server.major}"
    )
