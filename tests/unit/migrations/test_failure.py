"""Whole texts of failures, from messages as the servers send them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from pytest_schema_audit.migrations import Migration, MigrationFailed
from pytest_schema_audit.migrations.failure import Failure, ScriptFailed
from pytest_schema_audit.migrations.script import Script
from pytest_schema_audit.migrations.session import ServerMessage

SCRIPT = Script(
    Path("db/7.sql"), "-- one\nCREATE EXTENSION vector;\nCREATE TABLE t (\n\tx vektor\n);\n"
)
MIGRATION = Migration("7", SCRIPT.path)


def test_a_position_inside_a_statement() -> None:
    message = ServerMessage(
        "ERROR", "42704", 'type "vektor" does not exist', hint="Did you mean vector?"
    )
    failure = Failure(SCRIPT, message, SCRIPT.text.index("CREATE T"), SCRIPT.text.index("vektor"))
    assert str(MigrationFailed(MIGRATION, failure)) == (
        'migration 7 failed at db/7.sql:4:4: type "vektor" does not exist (SQLSTATE 42704)\n'
        "  HINT: Did you mean vector?\n"
        "    2 | CREATE EXTENSION vector;\n"
        "    3 | CREATE TABLE t (\n"
        "  > 4 |  x vektor\n"
        "      |    ^\n"
        "    5 | );\n"
        "  in the statement that begins at line 3: CREATE TABLE t ("
    )


@pytest.mark.parametrize(
    "message",
    [
        ServerMessage(
            "ERROR",
            "58P01",
            'could not open extension control file "/usr/share/extension/vector.control": '
            "No such file or directory",
            major=14,
        ),
        ServerMessage(
            "ERROR",
            "0A000",
            'extension "vector" is not available',
            detail='Could not open extension control file "/usr/share/extension/vector.control"'
            ": No such file or directory.",
            hint="The extension must first be installed on the system where PostgreSQL is running.",
            major=16,
        ),
    ],
)
def test_a_missing_extension_names_the_ways_out(message: ServerMessage) -> None:
    failure = Failure(SCRIPT, message, SCRIPT.text.index("CREATE E"))
    text = str(MigrationFailed(MIGRATION, failure))
    major = message.major
    assert text.startswith(f"migration 7 failed at db/7.sql:2:1: {message.primary} (SQLSTATE ")
    assert text.endswith(
        "    1 | -- one\n"
        "  > 2 | CREATE EXTENSION vector;\n"
        "      | ^\n"
        "    3 | CREATE TABLE t (\n"
        "  way out: --schema-audit-server docker --schema-audit-image "
        f"pgvector/pgvector:pg{major}\n"
        f"           a PostgreSQL {major} installed on this machine, with the extension "
        f"(Debian: apt-get install postgresql-{major}-pgvector)\n"
        "           a server of your own that has it: --schema-audit-server env:NAME"
    )


@pytest.mark.parametrize(
    ("sqlstate", "primary", "way_out"),
    [
        (
            "42704",
            'role "app" does not exist',
            "what the platform gives, in audit.yaml: `prelude: {roles: [app]}`",
        ),
        (
            "42704",
            'unrecognized configuration parameter "app.tenant"',
            "what the platform gives, in audit.yaml: `prelude: {settings: {app.tenant: …}}`",
        ),
        (
            "22023",
            'role "app" does not exist',
            "what the platform gives, in audit.yaml: `prelude: {roles: [app]}`",
        ),
        (
            "42704",
            'unrecognized configuration parameter "transaction_timeout"',
            "a major of PostgreSQL that knows it, as a dump of that: --schema-audit-postgres N",
        ),
        (
            "42710",
            'role "app" already exists',
            "a server of the audit's own, which no other role is on: --schema-audit-server embedded",
        ),
        (
            "3F000",
            'schema "auth" does not exist',
            "if the platform makes it: a SQL file that runs first, in audit.yaml "
            "`prelude: prelude.sql`, with: CREATE SCHEMA auth;",
        ),
        (
            "42883",
            "function uuid_generate_v4() does not exist",
            "the extension uuid-ossp has it; if the platform has that: a SQL file that runs first, "
            'in audit.yaml `prelude: prelude.sql`, with: CREATE EXTENSION "uuid-ossp";',
        ),
        (
            "42704",
            'type "citext" does not exist',
            "the extension citext has it; if the platform has that: a SQL file that runs first, in "
            "audit.yaml `prelude: prelude.sql`, with: CREATE EXTENSION citext;",
        ),
        (
            "42704",
            'operator class "gin_trgm_ops" does not exist for access method "gin"',
            "the extension pg_trgm has it; if the platform has that: a SQL file that runs first, in "
            "audit.yaml `prelude: prelude.sql`, with: CREATE EXTENSION pg_trgm;",
        ),
        (
            "42704",
            'data type integer has no default operator class for access method "gist"',
            "the extension btree_gist has it; if the platform has that: a SQL file that runs first, "
            "in audit.yaml `prelude: prelude.sql`, with: CREATE EXTENSION btree_gist;",
        ),
        (
            "55P04",
            'unsafe use of new value "b" of enum type mood',
            "use the new label in a later migration: ALTER TYPE … ADD VALUE must commit first",
        ),
        (
            "42501",
            "permission denied to create role",
            "a server on which the role may do this: --schema-audit-server embedded, docker, or "
            "env:NAME with a role that has the right",
        ),
    ],
)
def test_ways_out(sqlstate: str, primary: str, way_out: str) -> None:
    failure = Failure(SCRIPT, ServerMessage("ERROR", sqlstate, primary), 0)
    assert MigrationFailed(MIGRATION, failure).ways_out[0] == way_out


@pytest.mark.parametrize(
    "opening",
    [
        "DO $$",
        "do$x$",
        "DO LANGUAGE plpgsql $$",
        "DO /* a */ /* $$ */ -- ' b\n $$",
        "DO E'",
        "DO '",
        "DO\tLANGUAGE/**/plpgsql -- $$\n'",
    ],
)
def test_a_line_inside_a_block(opening: str) -> None:
    text = f"SELECT 1;\n{opening} BEGIN\n  PERFORM 1/0;\nEND $$;\n"
    context = "PL/pgSQL function inline_code_block line 2 at PERFORM"
    message = ServerMessage("ERROR", "22012", "division by zero", context=context)
    failure = Failure(Script(Path("a.sql"), text), message, text.index(opening))
    line = text[: text.index("PERFORM")].count("\n") + 1
    assert f"failed at a.sql:{line}:3:" in str(MigrationFailed(MIGRATION, failure))


def test_a_schema_of_the_server_s_own_is_not_to_be_made() -> None:
    message = ServerMessage("ERROR", "3F000", 'schema "pg_temp" does not exist')
    assert "CREATE SCHEMA" not in str(MigrationFailed(MIGRATION, Failure(SCRIPT, message)))


def test_what_nothing_locates_is_blamed_on_the_file() -> None:
    message = ServerMessage("FATAL", "", "server closed the connection unexpectedly\nThis means")
    assert str(ScriptFailed(Failure(SCRIPT, message))) == (
        "SQL file failed at db/7.sql: server closed the connection unexpectedly\n"
        "  FATAL: This means"
    )


def test_long_lines_are_cut_around_the_column() -> None:
    script = Script(Path("long.sql"), "SELECT " + "a, " * 300 + "nope FROM t")
    point = script.text.index("nope")
    failure = Failure(script, ServerMessage("ERROR", "42703", "no such column"), 0, point)
    line, caret = failure.text.splitlines()
    assert max(len(line), len(caret)) <= 110
    assert line[caret.index("^") :].startswith("nope")


def test_a_text_stays_short_whatever_the_server_says() -> None:
    message = ServerMessage("ERROR", "XX000", "x", detail="y" * 100_000, context="z\n" * 10_000)
    assert len(str(MigrationFailed(MIGRATION, Failure(SCRIPT, message, 0)))) < 4000


def test_a_failure_travels_between_processes() -> None:
    error = MigrationFailed(MIGRATION, Failure(SCRIPT, ServerMessage("ERROR", "42601", "x"), 0))
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.migration, copy.history) == (str(error), MIGRATION, error.history)
    assert replace(copy.migration, name="8") != MIGRATION


def test_what_has_no_end_is_not_repeated_to_the_end_of_the_file() -> None:
    said = 'unterminated quoted string at or near "\'abc;\nSELECT 1;\n"'
    error = ScriptFailed(Failure(SCRIPT, ServerMessage("ERROR", "42601", said)))
    assert str(error) == (
        'SQL file failed at db/7.sql: unterminated quoted string at or near "\'abc;…"'
        " (SQLSTATE 42601)"
    )
