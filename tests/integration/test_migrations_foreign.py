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
        (
            "CREATE TABLE schema_version (version text); INSERT INTO schema_version VALUES ('1.0');"
            "CREATE TABLE migrations (name text, timestamp timestamptz);"
            "CREATE TABLE changes (change_id text, project text, change text, committed_at text);"
            "CREATE TABLE _sqlx_migrations (version bigint, success text)",
            (Recorded("sqitch", ("public", "changes"), ()),),
        ),
        (
            "CREATE TABLE schema_version (version int); INSERT INTO schema_version VALUES (NULL)",
            (Recorded("tern", ("public", "schema_version"), ("",)),),
        ),
    ],
)
def test_ledgers_that_are_there(
    statements: str, found: tuple[Recorded, ...], database: str
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statements.encode())
    assert recorded(database) == found


@pytest.mark.parametrize(
    ("statements", "names"),
    [
        (
            "CREATE TABLE _prisma_migrations (migration_name text, started_at int,"
            " finished_at int, rolled_back_at int);"
            "INSERT INTO _prisma_migrations VALUES ('a', 1, 1, NULL), ('b', 2, NULL, NULL),"
            " ('c', 3, NULL, 3)",
            ("a",),
        ),
        (
            "CREATE TABLE schema_migrations (version bigint, dirty boolean);"
            "INSERT INTO schema_migrations VALUES (7, true)",
            ("6",),
        ),
        (
            "CREATE TABLE schema_migrations (version bigint, dirty boolean);"
            "INSERT INTO schema_migrations VALUES (1, true)",
            (),
        ),
        (
            "CREATE TABLE goose_db_version (id serial, version_id bigint, is_applied boolean);"
            "INSERT INTO goose_db_version (version_id, is_applied)"
            " VALUES (0, true), (1, true), (2, true), (2, false), (1, false), (1, true)",
            ("0", "1"),
        ),
        (
            "CREATE TABLE flyway_schema_history (installed_rank int, version text, type text,"
            " script text, success boolean);"
            "INSERT INTO flyway_schema_history VALUES (1, '1', 'SQL', 'V1__a.sql', true),"
            " (2, '2', 'SQL', 'V2__b.sql', true), (3, '2', 'UNDO_SQL', 'U2__b.sql', true),"
            " (4, NULL, 'SQL', 'R__r.sql', true), (5, '3', 'SQL', 'V3__c.sql', false)",
            ("V1__a.sql", "R__r.sql"),
        ),
        (
            "CREATE TABLE _sqlx_migrations (version bigint, success boolean);"
            "INSERT INTO _sqlx_migrations VALUES (1, true), (2, false)",
            ("1",),
        ),
    ],
)
def test_what_failed_or_was_taken_back_is_not_applied(
    statements: str, names: tuple[str, ...], database: str
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statements.encode())
    assert [one.names for one in recorded(database)] == [names]
