"""What tools that run themselves recorded."""

from __future__ import annotations

import psycopg
import pytest

from pytest_schema_audit.migrations import Recorded, recorded


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ("CREATE TABLE schema_migrations (other text)", ()),
        (
            "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
            "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
            (Recorded("alembic", ("public", "alembic_version"), ("ae1027a6acf",)),),
        ),
        (
            "CREATE TABLE django_migrations (id int, app text, name text, applied timestamptz);"
            "INSERT INTO django_migrations VALUES (10, 'b', '0001', now()),"
            " (9, 'a', '0002', now())",
            (Recorded("django", ("public", "django_migrations"), ("a.0002", "b.0001")),),
        ),
        (
            "CREATE TABLE schema_migrations (version bigint, dirty boolean);"
            "INSERT INTO schema_migrations VALUES (7, false)",
            (Recorded("golang-migrate", ("public", "schema_migrations"), ("7",)),),
        ),
        (
            'CREATE SCHEMA "S q"; CREATE TABLE "S q".changes '
            "(change_id text, change text, project text, committed_at timestamptz);"
            "INSERT INTO \"S q\".changes VALUES ('x', 'users', 'app', now())",
            (Recorded("sqitch", ("S q", "changes"), ("app:users",)),),
        ),
        (
            "CREATE TABLE schema_migrations (version text);"
            "INSERT INTO schema_migrations VALUES ('2'), ('1');"
            'CREATE TABLE "__EFMigrationsHistory" ("MigrationId" text);',
            (
                Recorded("entity framework", ("public", "__EFMigrationsHistory"), ()),
                Recorded("rails or dbmate", ("public", "schema_migrations"), ("1", "2")),
            ),
        ),
    ],
)
def test_ledgers_that_are_there(
    statements: str, found: tuple[Recorded, ...], database: str
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statements.encode())
    assert recorded(database) == found
